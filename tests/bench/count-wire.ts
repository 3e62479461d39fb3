import { createServer, request, type IncomingMessage } from 'node:http';
import { decodePushBody } from '#protocol/push-body.ts';
import { z } from 'zod';

const pushSchema = z.object({ entries: z.array(z.unknown()) });

export type WireCount = AsyncDisposable & {
  /** Bytes of all pushes that carried entries, request lines and headers included, and how many entries. */
  readonly counted: () => { readonly bytes: number; readonly entries: number };
};

const bodyOf = async (incoming: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

const headBytes = ({ method, url, rawHeaders }: IncomingMessage): number => {
  const line = `${method} ${url} HTTP/1.1\r\n`.length;
  // Each name is followed by a colon and a space, each value by the end of its line.
  return rawHeaders.reduce((sum, text) => sum + Buffer.byteLength(text) + 2, line + 2);
};

/** Stands in front of a server and passes everything on. */
export const countWire = async (port: number, serverPort: number): Promise<WireCount> => {
  let bytes = 0;
  let entries = 0;
  const proxy = createServer((incoming, outgoing) => {
    void bodyOf(incoming).then((body) => {
      const { method, url, headers } = incoming;
      const push = pushSchema.safeParse(url === '/api/v1/push' ? decodePushBody(body) : null);
      if (push.success && push.data.entries.length > 0) {
        bytes += headBytes(incoming) + body.length;
        entries += push.data.entries.length;
      }
      const onward = request(
        { host: '127.0.0.1', port: serverPort, method, path: url, headers },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        },
      );
      onward.on('error', () => outgoing.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => {
    proxy.listen(port, '127.0.0.1', resolve);
  });
  return {
    counted: () => ({ bytes, entries }),
    [Symbol.asyncDispose]: async () => {
      proxy.closeAllConnections();
      await new Promise((resolve) => {
        proxy.close(resolve);
      });
    },
  };
};
