import { setTimeout as sleep } from 'node:timers/promises';
import { pushResponseSchema } from '#protocol/push.ts';
import type { StormJob, StormReport } from './load-jobs.ts';
import { openLine } from './line.ts';
import { chotBatches, type Outgoing } from './push-bodies.ts';
import { percentile } from './statistics.ts';

type Tally = { readonly takenMs: number[]; refused: number; failed: number };

/** Every tablet comes back within one second with all it holds, and then does what it is told. */
export const prepareStorm = (job: StormJob): (() => Promise<StormReport>) => {
  const { clients, entriesEach, batchEntries } = job;
  const batches = entriesEach / batchEntries;
  const queues = clients.map((client) => chotBatches(client, { sent: 0, batches, batchEntries }));
  return async () => {
    const tally: Tally = { takenMs: [], refused: 0, failed: 0 };
    const startedAt = performance.now();
    await Promise.all(
      queues.map(async (queue, index) => {
        await sleep((index / queues.length) * 1000);
        await deliverAll(job.url, queue, tally);
      }),
    );
    return {
      entries: clients.length * entriesEach,
      seconds: (performance.now() - startedAt) / 1000,
      pushes: tally.takenMs.length,
      p50Ms: percentile(tally.takenMs, 0.5),
      p99Ms: percentile(tally.takenMs, 0.99),
      longestMs: Math.max(...tally.takenMs),
      refused: tally.refused,
      failed: tally.failed,
    };
  };
};

/** As the tablet's own loop: honours the pace and `Retry-After`, and goes on from what was acknowledged. */
const deliverAll = async (url: string, queue: readonly Outgoing[], tally: Tally): Promise<void> => {
  const line = openLine(url);
  for (let next = 0; next < queue.length;) {
    const outgoing = queue[next];
    if (!outgoing) break;
    const sentAt = performance.now();
    const waitMs = await push(line, outgoing, tally).then(
      ({ waitMs: asked, isTaken }) => {
        if (isTaken) {
          next += 1;
          tally.takenMs.push(performance.now() - sentAt);
        }
        return asked;
      },
      () => {
        tally.failed += 1;
        return 1000;
      },
    );
    if (waitMs > 0) await sleep(waitMs);
  }
  line.close();
};

const push = async (
  line: ReturnType<typeof openLine>,
  { path, headers, body }: Outgoing,
  tally: Tally,
): Promise<{ waitMs: number; isTaken: boolean }> => {
  const answer = await line.ask({ method: 'POST', path, headers, body });
  if (answer.status === 503) {
    tally.refused += 1;
    return { waitMs: (answer.retryAfterSeconds ?? 5) * 1000, isTaken: false };
  }
  if (answer.status !== 200) throw new Error(answer.body);
  const { pace } = pushResponseSchema.parse(JSON.parse(answer.body));
  return { waitMs: pace.minIntervalMs, isTaken: true };
};
