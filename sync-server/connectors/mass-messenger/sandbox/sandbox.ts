import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { isSignedDelivery, keyHeader, signatureHeader } from '../../signature.ts';
import { batchSchema, type BatchReport } from '../wire.ts';

/** How the sandbox behaves until it is told otherwise. */
const mannersSchema = z.strictObject({
  /** `hang-up`: the line is cut after it was taken; `html`: a page that is not the service's. */
  fault: z.enum(['none', 'down', 'hang-up', 'fail', 'html', 'refuse', 'busy']).default('none'),
  /** Before each answer to a batch, milliseconds; it was taken before. */
  delayMs: z.int().min(0).max(120_000).default(0),
  /** People a second; what comes beyond is told to wait. Null: as many as come. */
  perSecond: z.int().min(1).nullable().default(null),
});
type Manners = z.infer<typeof mannersSchema>;
const goodManners = mannersSchema.parse({});

export type MassSandbox = {
  readonly url: string;
  readonly behave: (manners: Partial<Manners>) => void;
  readonly counts: () => {
    /** Batches that were taken, and those of them that had been taken before. */
    readonly batches: number;
    readonly repeated: number;
    /** Different people who were told, and those who were told more than once. */
    readonly people: number;
    readonly twice: number;
    readonly asked: number;
    readonly toldToWait: number;
    readonly forged: number;
  };
  readonly close: () => Promise<void>;
};

const mostBytes = 1024 * 1024;
/** Nobody has this telephone any more. */
const isGone = (recipient: string): boolean => recipient.startsWith('gone-');
const isOff = (recipient: string): boolean => recipient.startsWith('off-');

/**
 * A service of the worst kind: it takes what comes, whatever it took before, and never looks at its keys but to say
 * what it knows of one. Whoever sends a batch to it twice has told its people twice.
 */
export const startMassSandbox = async (settings: {
  /** 0: any free one. On this machine only. */
  readonly port: number;
  readonly secret: string;
}): Promise<MassSandbox> => {
  const reportByKey = new Map<string, BatchReport>();
  const timesByPerson = new Map<string, number>();
  let manners: Manners = goodManners;
  let batches = 0;
  let asked = 0;
  let toldToWait = 0;
  let forged = 0;
  let roomAtMs = 0;

  const counts = () => ({
    batches,
    repeated: batches - reportByKey.size,
    people: timesByPerson.size,
    twice: [...timesByPerson.values()].filter((times) => times > 1).length,
    asked,
    toldToWait,
    forged,
  });

  const hasRoom = (people: number): boolean => {
    if (manners.perSecond === null) return true;
    const nowMs = Date.now();
    if (roomAtMs > nowMs) return false;
    roomAtMs = nowMs + (people / manners.perSecond) * 1000;
    return true;
  };

  const take = (key: string, recipients: readonly string[]): BatchReport => {
    batches += 1;
    const reached = recipients.filter((recipient) => !isGone(recipient));
    for (const person of reached) timesByPerson.set(person, (timesByPerson.get(person) ?? 0) + 1);
    const off = reached.filter(isOff).length;
    const report = {
      batch: key,
      accepted: reached.length,
      refused: recipients.length - reached.length,
      delivered: reached.length - off,
      failed: off,
    };
    reportByKey.set(key, report);
    return report;
  };

  const receive = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { fault, delayMs } = manners;
    const text = await readBody(incoming);
    const key = headerOf(incoming, keyHeader);
    if (!isSignedDelivery(settings.secret, key, text, headerOf(incoming, signatureHeader))) {
      forged += 1;
      send(response, 401, { problem: 'signature' });
      return;
    }
    const batch = batchSchema.safeParse(parseJson(text));
    if (!batch.success || fault === 'refuse') send(response, 422, { problem: 'batch/invalid' });
    else if (fault === 'fail') send(response, 500, { problem: 'failed' });
    else if (fault === 'html') {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>Sign in to this network</title>');
    } else if (fault === 'busy' || !hasRoom(batch.data.recipients.length)) {
      toldToWait += 1;
      send(response.setHeader('retry-after', '1'), 429, { problem: 'too-many' });
    } else {
      const report = take(key, batch.data.recipients);
      if (delayMs > 0) await wait(delayMs);
      if (fault === 'hang-up') response.destroy();
      // What it has just taken is not delivered yet.
      else send(response, 200, { ...report, delivered: 0, failed: 0 });
    }
  };

  const tell = (incoming: IncomingMessage, response: ServerResponse): void => {
    const key = decodeURIComponent((incoming.url ?? '').slice('/batches/'.length));
    if (!isSignedDelivery(settings.secret, key, '', headerOf(incoming, signatureHeader))) {
      forged += 1;
      send(response, 401, { problem: 'signature' });
      return;
    }
    asked += 1;
    const report = reportByKey.get(key);
    if (report === undefined) send(response, 404, { problem: 'batch/unknown' });
    else send(response, 200, report);
  };

  const control = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const told = mannersSchema.safeParse(parseJson(await readBody(incoming)));
    if (told.success) manners = told.data;
    send(response, told.success ? 200 : 400, { manners, counts: counts() });
  };

  const server = createServer((incoming, response) => {
    const route = `${incoming.method} ${incoming.url}`;
    const answer = async (): Promise<void> => {
      if (route === 'POST /control') await control(incoming, response);
      else if (route === 'GET /control') send(response, 200, { manners, counts: counts() });
      else if (manners.fault === 'down') response.destroy();
      else if (route === 'POST /batches') await receive(incoming, response);
      else if (route.startsWith('GET /batches/')) tell(incoming, response);
      else send(response, 404, { problem: 'route/unknown' });
    };
    answer().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(settings.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    behave: (change) => {
      manners = { ...goodManners, ...change };
    },
    counts,
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

const send = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
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
