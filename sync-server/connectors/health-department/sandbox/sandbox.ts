import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { isSignedDelivery, keyHeader, signatureHeader } from '../signature.ts';

/** How the sandbox behaves until it is told otherwise. */
const mannersSchema = z.strictObject({
  /** `hang-up`: the line is cut after it was taken; `html`: a page that is not the system's. */
  fault: z.enum(['none', 'down', 'hang-up', 'fail', 'html', 'refuse', 'busy']).default('none'),
  /** Before each answer, milliseconds. */
  delayMs: z.int().min(0).max(120_000).default(0),
});
type Manners = z.infer<typeof mannersSchema>;
const goodManners = mannersSchema.parse({});

export type HealthSandbox = {
  /** Where bundles are posted. */
  readonly url: string;
  readonly behave: (manners: Partial<Manners>) => void;
  /** `arrived`: requests that were signed; `taken`: different ones; `forged`: with a wrong signature. */
  readonly counts: () => {
    readonly arrived: number;
    readonly taken: number;
    readonly forged: number;
  };
  /** What was taken, once each, with when it came, Unix milliseconds. */
  readonly taken: () => readonly {
    readonly key: string;
    readonly body: string;
    readonly atMs: number;
  }[];
  readonly close: () => Promise<void>;
};

const mostBytes = 256 * 1024;

/** A health department's system that can be slow, down or wrong on command; it takes each key once. */
export const startHealthSandbox = async (settings: {
  /** 0: any free one. On this machine only. */
  readonly port: number;
  readonly secret: string;
}): Promise<HealthSandbox> => {
  const takenByKey = new Map<string, { key: string; body: string; atMs: number }>();
  let manners: Manners = goodManners;
  let arrived = 0;
  let forged = 0;
  const counts = () => ({ arrived, taken: takenByKey.size, forged });

  const receive = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { fault, delayMs } = manners;
    if (fault === 'down') {
      response.destroy();
      return;
    }
    const body = await readBody(incoming);
    if (delayMs > 0) await wait(delayMs);
    const key = headerOf(incoming, keyHeader);
    if (!isSignedDelivery(settings.secret, key, body, headerOf(incoming, signatureHeader))) {
      forged += 1;
      send(response, 401, outcome('security'));
      return;
    }
    if (fault === 'fail') send(response, 500, outcome('exception'));
    else if (fault === 'refuse') send(response, 422, outcome('invalid'));
    else if (fault === 'busy')
      send(response.setHeader('retry-after', '1'), 503, outcome('transient'));
    else if (fault === 'html') {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>Sign in to this network</title>');
    } else {
      arrived += 1;
      if (!takenByKey.has(key)) takenByKey.set(key, { key, body, atMs: Date.now() });
      if (fault === 'hang-up') response.destroy();
      else send(response, 200, { resourceType: 'Bundle', type: 'transaction-response' });
    }
  };

  const control = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const told = mannersSchema.safeParse(parseJson(await readBody(incoming)));
    if (told.success) manners = told.data;
    send(response, told.success ? 200 : 400, { manners, counts: counts() });
  };

  const server = createServer((incoming, response) => {
    const route = `${incoming.method} ${incoming.url}`;
    const answer = async (): Promise<void> => {
      if (route === 'POST /fhir') await receive(incoming, response);
      else if (route === 'POST /control') await control(incoming, response);
      else if (route === 'GET /control') send(response, 200, { manners, counts: counts() });
      else send(response, 404, outcome('not-found'));
    };
    answer().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(settings.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/fhir`,
    behave: (change) => {
      manners = { ...goodManners, ...change };
    },
    counts,
    taken: () => [...takenByKey.values()],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

const outcome = (code: string) => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code }],
});

const headerOf = ({ headers }: IncomingMessage, name: string): string => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
};

const send = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/fhir+json' });
  response.end(JSON.stringify(body));
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const readBody = async (incoming: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) return '';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};
