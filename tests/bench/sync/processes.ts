import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LoadOrder, LoadReply } from './load-jobs.ts';

const bareServerPath = fileURLToPath(new URL('bare-server.ts', import.meta.url));
const loadPath = fileURLToPath(new URL('load-process.ts', import.meta.url));

type Stoppable = { readonly stop: () => Promise<void> };

/** @param place a path, or `postgres://` … */
export const startBareServer = async (place: string): Promise<Stoppable & { url: string }> => {
  const child = spawn(process.execPath, [bareServerPath, place], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = await once(child.stdout.setEncoding('utf8'), 'data');
  const stop = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { url: String(printed).trim(), stop };
};

export type LoadProcess = Stoppable & {
  readonly ask: <Kind extends LoadReply['kind']>(
    order: LoadOrder,
    expected: Kind,
  ) => Promise<Extract<LoadReply, { kind: Kind }>>;
};

export const startLoadProcess = (): LoadProcess => {
  const child = fork(loadPath, { execArgv: ['--max-old-space-size=6000'] });
  const ended = once(child, 'exit').then(() => {
    throw new Error('The load process has ended.');
  });
  // Ending is a failure only for whoever waits for an answer.
  ended.catch(() => undefined);
  const isKind = <Kind extends LoadReply['kind']>(
    reply: LoadReply,
    kind: Kind,
  ): reply is Extract<LoadReply, { kind: Kind }> => reply.kind === kind;
  return {
    ask: async (order, expected) => {
      child.send(order);
      const [reply]: LoadReply[] = await Promise.race([once(child, 'message'), ended]);
      if (reply && isKind(reply, expected)) return reply;
      throw new Error(`Expected ${expected}, got ${reply?.kind}.`);
    },
    stop: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
};

/** The most memory that a process of this machine ever had, in MiB (Linux, proc(5)). */
export const peakMemoryMb = (pid: number): number => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024);
};
