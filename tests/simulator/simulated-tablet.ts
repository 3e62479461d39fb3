import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { appendEntries } from '../../src/actions/append-entries.ts';
import { saveRecord } from '../../src/actions/save-record.ts';
import type { Tablet } from '../../src/actions/tablet.ts';
import { hashOf } from '#domain/log/chain.ts';
import { mintId } from '#domain/core/random.ts';
import { ChotDatabase } from '../../src/store/database.ts';
import { isCertified } from '../../src/sync/core/certificate.ts';
import { createEntrySealer } from '../../src/vault/entry-sealer.ts';
import { freshMemory, syncRound, type RoundMemory } from '../../src/sync/core/sync-round.ts';
import { createDexieSyncStore } from '../../src/sync/dexie-sync-store.ts';
import { createPinPatience } from '../../src/vault/pin-patience.ts';
import { createTransport } from '../../src/sync/transport.ts';
import {
  morningMs,
  openTestVault,
  sampleCrossing,
  sampleDeclaration,
  sampleDevice,
  sampleSession,
} from '../support/tablet-fixture.ts';
import { createTestTripwire } from '../support/test-tripwire.ts';
import { createDice, type Dice } from './dice.ts';
import type { Faults } from './faults.ts';
import { createFaultyLine } from './faulty-line.ts';
import type { Ground } from './ground.ts';
import type { KnownDevice } from './server-under-test.ts';

const yearMs = 365 * 86_400_000;

/** Every table's rows: a profile as it lay on the disk at one moment. */
type Profile = ReadonlyMap<string, readonly unknown[]>;

export type SimulatedTablet = {
  /** Records still to be saved. */
  readonly left: () => number;
  /** One turn of work: saves, mishaps, one round of the engine. @returns tablets that began by it */
  readonly turn: (faults: Faults) => Promise<SimulatedTablet[]>;
  /** A round with nothing new, a minute later. */
  readonly settle: () => Promise<void>;
  /** Whether everything it holds was acknowledged. */
  readonly isDelivered: () => Promise<boolean>;
  readonly forks: () => Promise<number>;
  /** Logs without a proof that the server holds them to the end. */
  readonly uncertified: () => Promise<number>;
  readonly close: () => void;
};

export type TabletOptions = {
  readonly seed: number;
  readonly device: KnownDevice;
  readonly serverUrl: string;
  readonly records: number;
  readonly faults: () => Faults;
  readonly ground: Ground;
  readonly profile?: Profile;
};

/** The real tablet code over an IndexedDB of its own, with a clock and a line that cannot be trusted. */
export const createSimulatedTablet = async (options: TabletOptions): Promise<SimulatedTablet> => {
  const { seed, device, serverUrl, faults, ground } = options;
  const dice = createDice(seed);
  const clock = createSimulatedClock(dice, faults());
  const line = createFaultyLine(dice, faults);
  const db = new ChotDatabase(openTestVault(seed), `chot-${seed}`, {
    indexedDB: new IDBFactory(),
    IDBKeyRange,
  });
  const tablet: Tablet = {
    db,
    clock,
    random: dice.bytes,
    app: 'simulation',
    tripwire: createTestTripwire(),
    sealEntry: createEntrySealer(),
    patience: createPinPatience(clock),
  };
  const { random, app } = tablet;
  const transport = createTransport(db, serverUrl, line.fetchFrom);
  const ports = { store: createDexieSyncStore(db), transport, clock, random, app };
  const { key, ...known } = device;
  const keyed = key && { ...key, keyKnown: true as const };
  const deviceRow = { ...sampleDevice, ...known, ...keyed, serverUrl };
  if (options.profile) await writeProfile(db, options.profile);
  else await db.device.put(deviceRow);

  let memory: RoundMemory = freshMemory;
  let left = options.records;
  let cutTurns = 0;
  let older: Profile | null = null;

  const saveOne = async () => {
    const draftId = mintId(clock, dice.bytes);
    const record = {
      device: deviceRow,
      session: sampleSession,
      declaration: sampleDeclaration(),
      crossing: sampleCrossing,
      draftId,
    };
    const taps = dice.happens(faults().doubleTaps) ? 2 : 1;
    const answers = await Promise.all(
      Array.from({ length: taps }, () => saveRecord(tablet, record)),
    );
    const kept = answers.map((answer) => {
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value;
    });
    const row = await db.records.get(kept[0]?.recordId ?? '');
    const entries = await db.entries
      .where('[logId+position]')
      .between([row?.logId, (row?.position ?? 0) - 1], [row?.logId, row?.position], true, true)
      .toArray();
    ground.noteSaved(entries.map(({ entryId }) => entryId));
    left -= 1;
  };

  const appendPoison = async () => {
    const frame = dice.bytes(40);
    const entryId = mintId(clock, dice.bytes);
    const kept = await appendEntries<null>(tablet, deviceRow, {
      entries: [
        {
          entryId,
          frame,
          hash: hashOf(frame),
          kind: 'unheard-of',
          recordId: null,
          wallMs: clock.wallMs(),
        },
      ],
      findEarlier: async () => null,
      effects: async () => null,
    });
    if (!kept.ok) throw new Error(kept.error.code);
    ground.notePoison(entryId);
  };

  const loseRow = async () => {
    const log = (await db.logs.toArray()).find((each) => each.head > each.ackedThrough + 2);
    if (!log) return;
    const position = log.ackedThrough + 1 + dice.below(log.head - log.ackedThrough - 1);
    const row = await db.entries.get([log.logId, position]);
    await db.entries.delete([log.logId, position]);
    if (row) ground.noteDestroyed([row.entryId]);
  };

  const rollBack = async (profile: Profile) => {
    const held = await idsOf(db);
    await writeProfile(db, profile);
    const still = new Set(await idsOf(db));
    ground.noteDestroyed(held.filter((entryId) => !still.has(entryId)));
    memory = freshMemory;
  };

  const clone = async (): Promise<SimulatedTablet> =>
    createSimulatedTablet({
      ...options,
      seed: seed + 1_000_003,
      records: Math.min(left, 3),
      profile: await readProfile(db),
    });

  const round = async () => {
    memory = (await syncRound(ports, memory)).memory;
  };

  return {
    left: () => left,
    turn: async (now) => {
      clock.advance(1_000 + dice.below(20_000));
      clock.jump(now);
      if (cutTurns > 0) cutTurns -= 1;
      else if (dice.happens(now.flapping)) cutTurns = 1 + dice.below(6);
      if (cutTurns > 0) line.cut();
      else line.mend();
      if (dice.happens(now.restarts)) memory = freshMemory;
      for (let count = dice.below(4); count > 0 && left > 0; count -= 1) {
        if (dice.happens(now.poison)) await appendPoison();
        await saveOne();
      }
      if (dice.happens(now.lostRows)) await loseRow();
      if (dice.happens(0.02)) older = await readProfile(db);
      if (older !== null && dice.happens(now.rolledBack)) await rollBack(older);
      const begun = dice.happens(now.cloned) ? [await clone()] : [];
      await round();
      return begun;
    },
    settle: async () => {
      line.mend();
      clock.advance(61_000);
      await round();
    },
    isDelivered: async () =>
      (await db.logs.toArray()).every((log) => log.head === log.ackedThrough),
    forks: async () => (await db.logs.toArray()).filter((log) => log.state === 'forked').length,
    uncertified: async () =>
      (await db.logs.toArray()).filter((log) => log.head > 0 && !isCertified(log)).length,
    close: () => db.close(),
  };
};

const idsOf = async (db: ChotDatabase): Promise<string[]> =>
  (await db.entries.toArray()).map(({ entryId }) => entryId);

const readProfile = async (db: ChotDatabase): Promise<Profile> => {
  const profile = new Map<string, readonly unknown[]>();
  for (const table of db.tables) profile.set(table.name, await table.toArray());
  return profile;
};

const writeProfile = async (db: ChotDatabase, profile: Profile): Promise<void> => {
  for (const table of db.tables) {
    await table.clear();
    await table.bulkPut([...(profile.get(table.name) ?? [])]);
  }
};

/** A clock that may be years off and jump; only the monotonic one goes on as it should. */
const createSimulatedClock = (dice: Dice, { clocks }: Faults) => {
  const wrongByMs = () => (dice.below(21) - 10) * yearMs;
  let offMs = dice.happens(clocks) ? wrongByMs() : 0;
  let monoMs = 0;
  return {
    boot: `boot-${dice.below(1_000_000)}`,
    wallMs: () => morningMs + offMs + monoMs,
    monoMs: () => monoMs,
    advance: (ms: number) => {
      monoMs += ms;
    },
    jump: (now: Faults) => {
      if (dice.happens(now.clocks / 100)) offMs = wrongByMs();
    },
  };
};
