import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port nobody listens on: a server that is killed comes back under the same address. */
export const freePort = async (): Promise<number> => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  server.close();
  await once(server, 'close');
  return port;
};
