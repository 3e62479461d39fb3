import { Worker } from 'node:worker_threads';
import type { CustodyAnswer } from '../custody-request.ts';
import { bytesToGive } from '../own-buffers.ts';
import type { LedgerDesk, SqlRows } from './ledger-desk.ts';
import { faultToError, type LedgerAnswer, type LedgerCall } from './ledger-messages.ts';

type Waiting = {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
};

/**
 * The desk in a thread of its own. Every call answers after what it wrote is durable.
 * @param onLost is told, in a sentence for the operator, when nothing more can be kept
 */
export const createThreadedDesk = (
  path: string,
  onLost: (sentence: string) => void,
): LedgerDesk => {
  const thread = new Worker(new URL('ledger-thread.ts', import.meta.url), {
    workerData: path,
    resourceLimits: { maxYoungGenerationSizeMb: 12 },
  });
  const waitingById = new Map<number, Waiting>();
  let lastId = 0;
  let ended: Error | null = null;
  let isClosing = false;

  thread.on('message', (answer: LedgerAnswer) => {
    const waiting = waitingById.get(answer.id);
    waitingById.delete(answer.id);
    if (waitingById.size === 0) thread.unref();
    if (answer.ok) {
      waiting?.resolve(answer.value);
      return;
    }
    waiting?.reject(faultToError(answer.fault));
    if (answer.fault.name === 'LedgerLost') onLost(answer.fault.message);
  });
  const end = (error: Error): void => {
    if (ended === null && !isClosing) onLost(`${error.message} Nothing more is accepted.`);
    ended ??= error;
    for (const { reject } of waitingById.values()) reject(ended);
    waitingById.clear();
  };
  thread.on('error', end);
  thread.on('exit', () => end(new Error('The ledger’s thread has ended.')));

  const ask = <Value>(what: LedgerCall['ask'], given: ArrayBuffer[] = []): Promise<Value> =>
    new Promise((resolve, reject) => {
      if (ended) {
        reject(ended);
        return;
      }
      lastId += 1;
      // The thread answers each kind of call with its own value, which is what `Value` states.
      waitingById.set(lastId, { resolve: resolve as Waiting['resolve'], reject });
      thread.ref();
      thread.postMessage({ id: lastId, ask: what } satisfies LedgerCall, given);
    });

  return {
    takeCustody: (request) =>
      ask<CustodyAnswer | null>({ kind: 'take-custody', request }, bytesToGive(request)),
    runSql: (call) => ask<SqlRows>({ kind: 'run-sql', call }),
    close: async () => {
      if (ended !== null) return;
      isClosing = true;
      try {
        await ask({ kind: 'close' });
      } finally {
        await thread.terminate();
      }
    },
  };
};
