import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { parseJson } from './read-response.ts';
import { isSignedDelivery, keyHeader, signatureHeader } from './signature.ts';

/** How the sandbox behaves until it is told otherwise. */
const mannersSchema = z.strictObject({
  /** `hang-up`: the line is cut after it was taken; `html`: a page that is not the system's. */
  fault: z.enum(['none', 'down', 'hang-up', 'fail', 'html', 'refuse', 'busy']).default('none'),
  /** Before each answer, milliseconds. */
  delayMs: z.int().min(0).max(120_000).default(0),
});
type Manners = z.infer<typeof mannersSchema>;
const goodManners = mannersSchema.parse({});

type Taken = { readonly key: string; readonly body: string; readonly atMs: number };

export type TakingSandbox = {
  /** Where messages are posted. */
  readonly url: string;
  readonly behave: (manners: Partial<Manners>) => void;
  /** `arrived`: requests that were signed; `taken`: different ones; `forged`: with a wrong signature. */
  readonly counts: () => {
    readonly arrived: number;
    readonly taken: number;
    readonly forged: number;
  };
  /** What was taken, once each, with when it came, Unix milliseconds. */
  readonly taken: () => readonly Taken[];
  readonly close: () => Promise<void>;
};

/** What its owner's system says, and where. */
export type SandboxSettings = {
  /** 0: any free one. On this machine only. */
  readonly port: number;
  readonly secret: string;
  /** Where messages are posted, e.g. `/fhir`. */
  readonly path: string;
  readonly mediaType: string;
  /** What says that a message was taken. */
  readonly takenBody: object;
  /** What says that something is wrong, by its code. */
  readonly faultBody: (code: string) => object;
  readonly onTaken?: (taken: Taken) => void;
};

const mostBytes = 256 * 1024;

/** A partner's system that can be slow, down or wrong on command; it takes each key once. */
export const startTakingSandbox = async (settings: SandboxSettings): Promise<TakingSandbox> => {
  const { secret, path, mediaType, takenBody, faultBody, onTaken } = settings;
  const takenByKey = new Map<string, Taken>();
  let manners: Manners = goodManners;
  let arrived = 0;
  let forged = 0;
  const counts = () => ({ arrived, taken: takenByKey.size, forged });

  const send = (response: ServerResponse, status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': mediaType });
    response.end(JSON.stringify(body));
  };

  const receive = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { fault, delayMs } = manners;
    if (fault === 'down') {
      response.destroy();
      return;
    }
    const body = await readBody(incoming);
    if (delayMs > 0) await wait(delayMs);
    const key = headerOf(incoming, keyHeader);
    if (!isSignedDelivery(secret, key, body, headerOf(incoming, signatureHeader))) {
      forged += 1;
      send(response, 401, faultBody('security'));
      return;
    }
    if (fault === 'fail') send(response, 500, faultBody('exception'));
    else if (fault === 'refuse') send(response, 422, faultBody('invalid'));
    else if (fault === 'busy')
      send(response.setHeader('retry-after', '1'), 503, faultBody('transient'));
    else if (fault === 'html') {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>Sign in to this network</title>');
    } else {
      arrived += 1;
      if (!takenByKey.has(key)) {
        const taken = { key, body, atMs: Date.now() };
        takenByKey.set(key, taken);
        onTaken?.(taken);
      }
      if (fault === 'hang-up') response.destroy();
      else send(response, 200, takenBody);
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
      if (route === `POST ${path}`) await receive(incoming, response);
      else if (route === 'POST /control') await control(incoming, response);
      else if (route === 'GET /control') send(response, 200, { manners, counts: counts() });
      else send(response, 404, faultBody('not-found'));
    };
    answer().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(settings.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${path}`,
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

const headerOf = ({ headers }: IncomingMessage, name: string): string => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
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
