import { makeOwnKey } from '../../src/platform/device-signature.ts';
import { compareLedger } from './compare-ledger.ts';
import { createDice } from './dice.ts';
import { readFaults, type Faults } from './faults.ts';
import { createGround, type Ground } from './ground.ts';
import type { LedgerHome } from './ledger-home.ts';
import { startServerUnderTest, type KnownDevice } from './server-under-test.ts';
import { createSimulatedTablet } from './simulated-tablet.ts';

export type SimulationOptions = {
  readonly tablets: number;
  /** Entries each tablet saves; a record is two. */
  readonly entries: number;
  readonly seed: number;
  readonly faults: Faults;
  readonly home: LedgerHome;
  readonly say: (line: string) => void;
};

export type SimulationReport = {
  readonly saved: number;
  /** Saved entries that took effect on the server, once. */
  readonly delivered: number;
  /** Saved, and neither on the server nor destroyed together with the only disk that held it. */
  readonly lost: number;
  /** Entries that took effect more than once. */
  readonly duplicated: number;
  /** Entries in quarantine; all of them were planted, or `lost` would count them. */
  readonly quarantined: number;
  /** Saved, then taken off the disk by the simulation before any server had it for good. */
  readonly destroyed: number;
  readonly forks: number;
  /** Positions that tablets declared lost. */
  readonly skips: number;
  /** Logs without a receipt of the server for all they hold. */
  readonly uncertified: number;
  readonly kills: number;
  readonly restores: number;
  /** Tablets that did not come to rest. */
  readonly unsettled: number;
  readonly seconds: number;
};

const unitsOf = 16;
const atOnce = 24;
const quietRounds = 60;

/** Tablets save and send under faults, then the faults stop, and everything must be there, once. */
export const simulate = async (options: SimulationOptions): Promise<SimulationReport> => {
  const startedMs = performance.now();
  const { seed, home, say } = options;
  const dice = createDice(seed);
  const ground = createGround();
  const devices = await makeDevices(options);
  const server = await startServerUnderTest(home, devices);
  let faults = options.faults;

  let tablets = await Promise.all(
    devices.map((device, index) =>
      createSimulatedTablet({
        seed: seed * 10_007 + index,
        device,
        serverUrl: server.url,
        records: Math.ceil(options.entries / 2),
        faults: () => faults,
        ground,
      }),
    ),
  );
  const disasters = createDisasters(options, server);
  await server.backUp();

  for (let turn = 1; tablets.some((tablet) => tablet.left() > 0); turn += 1) {
    const [begun] = await Promise.all([
      inTurn(dice.shuffled(tablets), (tablet) => tablet.turn(faults)),
      disasters.strike(shareSaved(ground, options)),
    ]);
    tablets = [...tablets, ...begun.flat()];
    if (turn % 10 === 0) say(`turn ${turn}: ${ground.saved.size} entries saved`);
  }
  await disasters.strike(1);

  faults = readFaults('none');
  let waiting = tablets;
  for (let round = 0; round < quietRounds && waiting.length > 0; round += 1) {
    await inTurn(tablets, (tablet) => tablet.settle());
    // Three hellos after the last fault, so that nobody rests on what a former server said.
    const restless = await inTurn(tablets, async (tablet) => !(await tablet.isDelivered()));
    const left = tablets.filter((_, index) => restless[index]);
    say(`quiet round ${round + 1}: ${left.length} tablets hold something`);
    waiting = round < 3 ? tablets : left;
  }
  const forks = (await inTurn(tablets, (tablet) => tablet.forks())).reduce((sum, n) => sum + n, 0);
  const uncertified = await inTurn(tablets, (tablet) => tablet.uncertified());
  for (const tablet of tablets) tablet.close();
  const held = await server.close([...new Set(devices.map(({ unitId }) => unitId))]);
  return {
    ...compareLedger(ground, held),
    forks,
    uncertified: uncertified.reduce((sum, logs) => sum + logs, 0),
    ...disasters.count(),
    unsettled: waiting.length,
    seconds: Math.round((performance.now() - startedMs) / 100) / 10,
  };
};

const makeDevices = ({ tablets, seed }: SimulationOptions): Promise<KnownDevice[]> =>
  Promise.all(
    Array.from({ length: tablets }, async (_, index) => {
      const number = String(index).padStart(12, '0');
      return {
        deviceId: `00000000-0000-7000-8000-${number}`,
        unitId: `sim-${Math.floor(index / unitsOf)}`,
        deviceToken: `token-of-the-simulation-${seed}-${number}`,
        key: await makeOwnKey(),
      };
    }),
  );

const shareSaved = (ground: Ground, { tablets, entries }: SimulationOptions): number =>
  ground.saved.size / (tablets * entries);

/** Runs the work for all, so many at once, and gives the answers in order. */
const inTurn = async <Item, Value>(
  items: readonly Item[],
  work: (item: Item) => Promise<Value>,
): Promise<Value[]> => {
  const answers: Value[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) answers[index] = await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return answers;
};

/** Kills, backups and restores, spread over the work. */
const createDisasters = (
  { faults }: SimulationOptions,
  server: Pick<Awaited<ReturnType<typeof startServerUnderTest>>, 'crash' | 'backUp' | 'restore'>,
) => {
  let kills = 0;
  let restores = 0;
  let backups = 0;
  return {
    strike: async (share: number) => {
      if (backups < faults.restores && share >= (backups + 0.3) / faults.restores) {
        backups += 1;
        await server.backUp();
      } else if (restores < faults.restores && share >= (restores + 0.7) / faults.restores) {
        restores += 1;
        await server.restore();
      } else if (kills < faults.kills && share >= (kills + 0.5) / faults.kills) {
        kills += 1;
        await server.crash();
      }
    },
    count: () => ({ kills, restores }),
  };
};
