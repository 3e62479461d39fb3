import type { LoadJob, LoadOrder, LoadReply, LoadReport } from './load-jobs.ts';
import { openLine } from './line.ts';
import { bareBatches, chotBatches, type Outgoing } from './push-bodies.ts';
import { prepareStorm } from './storm-load.ts';

/** The load is made in a process of its own, so that it does not share the server's core by accident. */
const tell = (reply: LoadReply): void => {
  process.send?.(reply);
};

const prepare = (job: LoadJob): (() => Promise<LoadReport>) => {
  const build = job.to === 'chot' ? chotBatches : bareBatches;
  const queues = job.clients.map((client) => build(client, job));
  return async () => {
    const lines = queues.map(() => openLine(job.url));
    const startedAt = performance.now();
    await Promise.all(
      queues.map(async (queue, index) => {
        for (const outgoing of queue) await deliver(lines[index], outgoing);
      }),
    );
    const seconds = (performance.now() - startedAt) / 1000;
    const bytes = lines.reduce((sum, line) => sum + line.carried(), 0);
    for (const line of lines) line.close();
    return { entries: job.clients.length * job.batches * job.batchEntries, seconds, bytes };
  };
};

const deliver = async (
  line: ReturnType<typeof openLine> | undefined,
  { path, headers, body }: Outgoing,
): Promise<void> => {
  const answer = await line?.ask({ method: 'POST', path, headers, body });
  if (answer?.status !== 200) throw new Error(`${answer?.status}: ${answer?.body}`);
};

let send: (() => Promise<LoadReport>) | null = null;
let storm: ReturnType<typeof prepareStorm> | null = null;

const carryOut = async (order: LoadOrder): Promise<void> => {
  if (order.kind === 'prepare') {
    send = prepare(order.job);
    tell({ kind: 'ready' });
  }
  if (order.kind === 'prepare-storm') {
    storm = prepareStorm(order.job);
    tell({ kind: 'ready' });
  }
  if (order.kind === 'send' && send) tell({ kind: 'sent', report: await send() });
  if (order.kind === 'storm' && storm) tell({ kind: 'over', report: await storm() });
};

process.on('message', (order: LoadOrder) => {
  carryOut(order).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
