import { setTimeout as sleep } from 'node:timers/promises';
import { genesisDigest, hashOf, nextDigest } from '#domain/log/chain.ts';
import { pushToBody } from '#protocol/push-body.ts';
import { pushMediaType, pushResponseSchema, type PushResponse } from '#protocol/push.ts';
import { protocolVersion } from '#protocol/version.ts';
import {
  crossingEntry,
  declarationEntry,
  pushedAt,
  type PlacedEntry,
} from '../contract/sample-log.ts';
import { createDice } from '../simulator/dice.ts';
import type { KnownDevice } from '../simulator/server-under-test.ts';
import { idOf } from '../support/id-of.ts';

/** Entries of one push at most, and how many logs of so many entries never share an entry id. */
const mostAtOnce = 40;
const entriesPerLog = 1_000_000;
const pauseMs = 15;

/** What a client saw with its own eyes; the ledger is compared with it at the end. */
export type ClientWitness = {
  readonly device: KnownDevice;
  readonly logId: string;
  readonly made: PlacedEntry[];
  acked: number;
  /** Entries an answer called stored that a later answer went back behind. */
  takenBack: number;
  /** Answers whose digest is not the one of what was sent, and forks nobody caused. */
  contradictions: number;
  readonly epochs: Set<string>;
  readonly answers: Map<number, number>;
  /** Pushes without an answer that were found stored, and that were not. */
  cutStored: number;
  cutUnstored: number;
};

export type KillClient = {
  readonly witness: ClientWitness;
  /** Begins nothing new, sends what it has, and rests when all of it is acknowledged. */
  readonly finish: () => Promise<void>;
};

export const deviceOf = (number: number): KnownDevice => ({
  deviceId: idOf('device of the rig', number),
  unitId: `hn-0${1 + (number % 2)}`,
  deviceToken: `token-of-the-rig-that-is-long-enough-${number}`,
});

/**
 * Makes entries and pushes them as fast as the server takes them, some of them again. It believes every
 * acknowledgement and keeps the account by which the server is judged.
 */
export const startKillClient = (url: string, number: number, seed: number): KillClient => {
  const dice = createDice(seed * 1000 + number);
  const device = deviceOf(number);
  const logId = idOf(`log of the rig ${seed}`, number);
  const digests = [genesisDigest(logId)];
  const witness: ClientWitness = {
    device,
    logId,
    made: [],
    acked: 0,
    takenBack: 0,
    contradictions: 0,
    epochs: new Set(),
    answers: new Map(),
    cutStored: 0,
    cutUnstored: 0,
  };
  const { made } = witness;
  let isCut = false;

  const make = (through: number): void => {
    while (made.length < through) {
      const position = made.length + 1;
      const id = number * entriesPerLog + position;
      const entry = position % 2 === 1 ? declarationEntry(id) : crossingEntry(id);
      const placed = pushedAt(position, { ...entry, unitId: device.unitId });
      made.push(placed);
      digests.push(nextDigest(digests.at(-1) ?? '', hashOf(placed.frame)));
    }
  };

  const send = async (from: number, count: number): Promise<PushResponse | null> => {
    const response = await fetch(`${url}/api/v1/push`, {
      method: 'POST',
      headers: {
        'content-type': pushMediaType,
        authorization: `Bearer ${device.deviceToken}`,
      },
      body: pushToBody({
        protocol: protocolVersion,
        nonce: 'nonce-of-the-rig',
        logId,
        epochSeen: null,
        from,
        entries: made.slice(from - 1, from - 1 + count),
        clock: { wall: 0, mono: 0 },
        queue: { depth: made.length - witness.acked, records: 0, oldestWallMs: null },
        app: 'rig',
      }),
      signal: AbortSignal.timeout(30_000),
    });
    const body: unknown = await response.json();
    witness.answers.set(response.status, (witness.answers.get(response.status) ?? 0) + 1);
    return response.status === 200 ? pushResponseSchema.parse(body) : null;
  };

  const believe = ({ ackedThrough, digest, epoch, command, results }: PushResponse): void => {
    if (isCut) {
      const isStored = results.some(
        ({ from, through, status }) =>
          status === 'duplicate' && from <= witness.acked + 1 && witness.acked < through,
      );
      if (isStored) witness.cutStored += 1;
      else witness.cutUnstored += 1;
      isCut = false;
    }
    if (digest !== digests[ackedThrough] || command) witness.contradictions += 1;
    witness.takenBack += Math.max(0, witness.acked - ackedThrough);
    witness.epochs.add(epoch);
    witness.acked = ackedThrough;
  };

  const pushOnce = async (from: number, count: number): Promise<void> => {
    try {
      const answer = await send(from, count);
      if (answer) believe(answer);
      else await sleep(pauseMs);
    } catch (error) {
      // Nobody listens, or the line broke before the answer: only the latter may have arrived.
      isCut ||= !isRefused(error) && from === witness.acked + 1;
      await sleep(pauseMs);
    }
  };

  let isFinishing = false;
  const work = async (): Promise<void> => {
    while (!isFinishing) {
      const again = !isCut && witness.acked > 0 && dice.happens(0.1);
      const from = again ? 1 + dice.below(witness.acked) : witness.acked + 1;
      const count = 1 + dice.below(mostAtOnce);
      make(from - 1 + count);
      await pushOnce(from, count);
    }
    while (witness.acked < made.length) await pushOnce(witness.acked + 1, mostAtOnce);
  };
  const working = work();

  return {
    witness,
    finish: () => {
      isFinishing = true;
      return working;
    },
  };
};

const isRefused = (error: unknown): boolean =>
  error instanceof Error &&
  error.cause instanceof Error &&
  'code' in error.cause &&
  error.cause.code === 'ECONNREFUSED';
