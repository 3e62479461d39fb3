import { Worker } from 'node:worker_threads';
import type { Result } from '#domain/core/result.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { ownBuffers } from '../../store/own-buffers.ts';
import { frameOpener } from '../sealing/open-frames.ts';
import type { SealingKeyPair } from '../sealing/sealing-keys.ts';
import { judgeHere, type Judge } from './judge.ts';
import type { JudgedPush } from './judge-push.ts';

export type JudgeReply = {
  readonly id: number;
  readonly verdict: Result<JudgedPush, ProblemCode>;
};

export type JudgePool = { readonly judge: Judge; readonly stop: () => Promise<void> };

type Waiting = {
  readonly resolve: (verdict: JudgeReply['verdict']) => void;
  readonly reject: (error: Error) => void;
};

/** A push of less than this is judged sooner than it is handed over. */
const worthHandingOver = 4096;

/**
 * Nobody sits down before there is something large to judge, nor beside somebody who is free: a server
 * starts sooner, and a small one needs no threads at all.
 *
 * @param threads that judge side by side at most; who has least to do is asked
 * @param keys that entries may be sealed to
 */
export const startJudges = (threads: number, keys: readonly SealingKeyPair[]): JudgePool => {
  const judge = judgeHere(frameOpener(keys));
  const seats: Seat[] = [];
  let lastId = 0;
  const freest = (): Seat | undefined => {
    const [seat] = seats.toSorted((one, other) => one.load() - other.load());
    if (seats.length === threads || seat?.load() === 0) return seat;
    const next = takeSeat(keys, judge);
    seats.push(next);
    return next;
  };
  return {
    judge: (push) => {
      const { body } = push;
      const isLarge = body instanceof Uint8Array && body.length >= worthHandingOver;
      const seat = isLarge ? freest() : undefined;
      if (!seat) return judge(push);
      lastId += 1;
      return seat.judge(lastId, push);
    },
    stop: async () => {
      await Promise.all(seats.map((seat) => seat.stop()));
    },
  };
};

/** Nothing outlives a push here, so a small nursery does: three threads must not take a machine's memory. */
const resourceLimits = { maxYoungGenerationSizeMb: 14, maxOldGenerationSizeMb: 128 };

/** The body is handed over, not copied. */
const buffersToGive = (body: unknown): ArrayBuffer[] =>
  body instanceof Uint8Array ? ownBuffers([body]) : [];

type Seat = ReturnType<typeof takeSeat>;

const takeSeat = (keys: readonly SealingKeyPair[], judge: Judge) => {
  const thread = new Worker(new URL('judge-thread.ts', import.meta.url), {
    resourceLimits,
    workerData: keys,
  });
  const waitingById = new Map<number, Waiting>();
  let ended: Error | null = null;
  const end = (error: Error): void => {
    ended ??= error;
    for (const { reject } of waitingById.values()) reject(error);
    waitingById.clear();
  };
  thread.unref();
  thread.on('message', ({ id, verdict }: JudgeReply) => {
    waitingById.get(id)?.resolve(verdict);
    waitingById.delete(id);
    if (waitingById.size === 0) thread.unref();
  });
  thread.on('error', end);
  thread.on('exit', () => end(new Error('A judging thread has ended.')));
  return {
    /** A seat that is empty is asked last. */
    load: () => (ended === null ? waitingById.size : Number.POSITIVE_INFINITY),
    judge: (id: number, push: Parameters<Judge>[0]): ReturnType<Judge> =>
      new Promise((resolve, reject) => {
        if (ended !== null) {
          judge(push).then(resolve, reject);
          return;
        }
        waitingById.set(id, { resolve, reject });
        thread.ref();
        thread.postMessage({ id, push }, buffersToGive(push.body));
      }),
    stop: () => thread.terminate(),
  };
};
