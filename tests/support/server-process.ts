import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const nodePath = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));

/** Only what is asked for: a variable of the shell must not change what a test proves. */
const ownEnv = (dataDir: string) => ({
  PATH: process.env['PATH'],
  DATA_DIR: dataDir,
});

export type ServerProcess = {
  /** `http://localhost:<port>` */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Everything printed to standard output until the address was there. */
  readonly greeting: string;
  /** As a power cut sees it: no chance to tidy up. */
  readonly kill: () => Promise<void>;
  /** Resolves when the process is gone, by itself or not. */
  readonly ended: Promise<Ended>;
  /** As the operator does it. */
  readonly stop: () => Promise<void>;
};

export type ServerOptions = {
  readonly dataDir: string;
  /** 0 or absent: any free one. */
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
};

type Ended = { readonly exitCode: number | null; readonly output: string };

/** The sync server as a process of its own. Rejects with what it wrote if it ends before it listens. */
export const startServer = async (options: ServerOptions): Promise<ServerProcess> => {
  const server = launch(options);
  const address = await server.printed(/http:\/\/localhost:(\d+)[\s\S]*\n\n/);
  if (!address) {
    const { exitCode, output } = await server.ended;
    throw new Error(`The server ended with ${String(exitCode)} before it listened:\n${output}`);
  }
  const end = async (signal: NodeJS.Signals) => {
    server.signal(signal);
    await server.ended;
  };
  const port = Number(address[1]);
  return {
    url: `http://localhost:${port}`,
    port,
    pid: server.pid,
    greeting: address.input,
    ended: server.ended,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
};

/** What an administrator is answered at the server's machine, beside a server that runs. Rejects when it is refused. */
export const runCommand = async (dataDir: string, ...words: string[]): Promise<string> => {
  const env = ownEnv(dataDir);
  const { stdout } = await run(nodePath, ['sync-server/main.ts', ...words], { cwd: root, env });
  return stdout;
};

/** Runs the sync server where it is expected to refuse its start. */
export const runRefusedServer = (options: ServerOptions): Promise<Ended> => launch(options).ended;

const launch = ({ dataDir, port = 0, env = {} }: ServerOptions) => {
  const child = spawn(nodePath, ['sync-server/main.ts'], {
    cwd: root,
    env: { ...ownEnv(dataDir), PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const ended = once(child, 'close').then((): Ended => ({ exitCode: child.exitCode, output }));
  return {
    ended,
    // A process that could not be started has no id, and ends before it prints anything.
    pid: child.pid ?? 0,
    signal: (signal: NodeJS.Signals) => child.kill(signal),
    /** Standard output once it matches, or null if the process ended first. */
    printed: async (pattern: RegExp): Promise<RegExpExecArray | null> => {
      const over = ended.then(() => true);
      for (;;) {
        const match = pattern.exec(printed);
        if (match) return match;
        const isOver = await Promise.race([over, once(child.stdout, 'data').then(() => false)]);
        if (isOver) return pattern.exec(printed);
      }
    },
  };
};
