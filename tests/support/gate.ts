import { once } from 'node:events';
import {
  createServer,
  request as forward,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';

/** What stands between the tablet and the server. */
export type GateMood =
  | 'open'
  /** Connections are dropped. */
  | 'cut'
  /** The request arrives, and its answer does not come back. */
  | 'deaf'
  /** A captive portal, with one answer for every address. */
  | 'portal-page'
  | 'portal-json'
  | 'portal-redirect'
  | 'portal-511';

export type Gate = {
  /** The tablet's origin, whatever happens to the server behind it. */
  readonly url: string;
  set: (mood: GateMood) => void;
  /** Paths asked for since the last look, oldest first. */
  takeAsked: () => string[];
  close: () => Promise<void>;
};

const portals: Partial<Record<GateMood, (response: ServerResponse) => void>> = {
  'portal-page': (response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Wi-Fi miễn phí</h1>'),
  'portal-json': (response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
  'portal-redirect': (response) =>
    response.writeHead(302, { location: 'http://localhost:9/login' }).end(),
  'portal-511': (response) =>
    response.writeHead(511, { 'content-type': 'text/html' }).end('<h1>Log in</h1>'),
};

/** @param targetPort of the real server */
export const openGate = async (targetPort: number): Promise<Gate> => {
  let mood: GateMood = 'open';
  let asked: string[] = [];

  const pass = (request: IncomingMessage, response: ServerResponse): void => {
    const { method, url: path, headers } = request;
    const onward = forward({ port: targetPort, method, path, headers }, (answer) => {
      if (mood === 'deaf') {
        answer.resume();
        response.destroy();
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  };

  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const portal = portals[mood];
    if (mood === 'cut') response.destroy();
    else if (portal) portal(response);
    else pass(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://localhost:${port}`,
    set: (next) => {
      mood = next;
      server.closeIdleConnections();
    },
    takeAsked: () => {
      const taken = asked;
      asked = [];
      return taken;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
