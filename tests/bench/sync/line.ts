import { Agent, request } from 'node:http';
import type { Socket } from 'node:net';

type Answer = {
  readonly status: number;
  readonly body: string;
  readonly retryAfterSeconds: number | null;
};

/** One kept-alive connection, as a tablet has it, that knows what it carried. */
export type Line = {
  readonly ask: (call: {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: Uint8Array;
  }) => Promise<Answer>;
  /** Bytes in both directions, headers included. */
  readonly carried: () => number;
  readonly close: () => void;
};

/** A tablet gives a call up after this time (`src/sync`). */
const callLimitMs = 30_000;

export const openLine = (url: string): Line => {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const sockets = new Set<Socket>();
  return {
    ask: ({ method, path, headers, body }) =>
      new Promise((resolve, reject) => {
        const length = body ? { 'content-length': String(body.length) } : {};
        const call = request({
          agent,
          hostname,
          port,
          method,
          path,
          headers: { ...headers, ...length },
          timeout: callLimitMs,
        });
        call.on('socket', (socket) => sockets.add(socket));
        call.on('timeout', () => call.destroy(new Error('given up')));
        call.on('error', reject);
        call.on('response', (response) => {
          const pieces: Buffer[] = [];
          response.on('data', (piece: Buffer) => pieces.push(piece));
          response.on('error', reject);
          response.on('end', () => {
            const retryAfter = response.headers['retry-after'];
            resolve({
              status: response.statusCode ?? 0,
              body: Buffer.concat(pieces).toString(),
              retryAfterSeconds: retryAfter === undefined ? null : Number(retryAfter),
            });
          });
        });
        call.end(body);
      }),
    carried: () =>
      [...sockets].reduce((sum, { bytesRead, bytesWritten }) => sum + bytesRead + bytesWritten, 0),
    close: () => agent.destroy(),
  };
};
