import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import {
  compareWithHeld,
  identityQuestionSchema,
  type IdentityQuestion,
} from '#domain/identity/registry-check.ts';
import { registryOpenapi } from '../openapi.ts';
import { comparisonRequestSchema, comparisonsPath, type ComparisonResponse } from '../wire.ts';
import { goodManners, mannersSchema, type Manners } from './manners.ts';
import { inventedPerson } from './people.ts';

export type SandboxSettings = {
  /** 0: any free one. On this machine only. */
  readonly port: number;
  /** Invented people it begins with. */
  readonly people: number;
  /** Asked for as `Authorization: Bearer`; null: whoever comes is answered. */
  readonly token: string | null;
};

/** What it was asked: by request id, how often each was answered. */
type SandboxCounts = {
  readonly answered: number;
  readonly distinct: number;
  readonly turnedAway: number;
};

export type Sandbox = {
  readonly url: string;
  readonly behave: (manners: Partial<Manners>) => void;
  readonly know: (person: IdentityQuestion) => void;
  readonly counts: () => SandboxCounts;
  readonly close: () => Promise<void>;
};

const mostBytes = 64 * 1024;

/** A registry of invented people that can be slow, down, wrong or short of breath, on command. */
export const startSandbox = async (settings: SandboxSettings): Promise<Sandbox> => {
  const personByNumber = new Map<string, IdentityQuestion>();
  const know = (person: IdentityQuestion): void => {
    personByNumber.set(person.number, person);
  };
  for (let index = 0; index < settings.people; index += 1) know(inventedPerson(index));
  const timesById = new Map<string, number>();
  let manners = goodManners;
  let turnedAway = 0;
  let second = { from: 0, answered: 0 };

  const mayAnswer = (): boolean => {
    const nowMs = performance.now();
    if (nowMs - second.from >= 1000) second = { from: nowMs, answered: 0 };
    second.answered += 1;
    return manners.perSecond === null || second.answered <= manners.perSecond;
  };

  const compare = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { fault, delayMs, wrong } = manners;
    const { authorization } = request.headers;
    if (settings.token !== null && authorization !== `Bearer ${settings.token}`) {
      send(response, 401, {});
      return;
    }
    const asked = comparisonRequestSchema.safeParse(await readJson(request));
    if (delayMs > 0) await wait(delayMs);
    if (fault !== 'none') {
      turnedAway += 1;
      misbehave(fault, response);
    } else if (!asked.success) send(response, 400, {});
    else if (mayAnswer()) {
      const { requestId, number } = asked.data;
      timesById.set(requestId, (timesById.get(requestId) ?? 0) + 1);
      send(response, 200, toResponse(asked.data, personByNumber.get(number), wrong));
    } else {
      turnedAway += 1;
      response.setHeader('retry-after', '1');
      send(response, 429, {});
    }
  };

  const counts = (): SandboxCounts => ({
    answered: [...timesById.values()].reduce((sum, times) => sum + times, 0),
    distinct: timesById.size,
    turnedAway,
  });

  const control = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const told = await readJson(request);
    const { url } = request;
    const next = url === '/control' ? mannersSchema.safeParse(told) : null;
    const people =
      url === '/control/people' ? z.array(identityQuestionSchema).safeParse(told) : null;
    if (next?.success) manners = next.data;
    if (people?.success) people.data.forEach(know);
    send(response, next?.success || people?.success ? 200 : 400, { manners, counts: counts() });
  };

  const server = createServer((request, response) => {
    const route = `${request.method} ${request.url}`;
    const answer = async (): Promise<void> => {
      if (route === `POST ${comparisonsPath}`) await compare(request, response);
      else if (route === 'GET /openapi.json') send(response, 200, registryOpenapi());
      else if (route === 'GET /control') send(response, 200, { manners, counts: counts() });
      else if (request.method === 'POST') await control(request, response);
      else send(response, 404, {});
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
    know,
    counts,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

const toResponse = (
  { requestId, ...stated }: IdentityQuestion & { requestId: string },
  held: IdentityQuestion | undefined,
  wrong: boolean,
): ComparisonResponse => {
  if (held === undefined) return { requestId, found: false };
  const agreement = compareWithHeld(stated, held);
  return {
    requestId,
    found: true,
    agreement: wrong ? { ...agreement, fullName: 'different' } : agreement,
  };
};

const misbehave = (fault: Manners['fault'], response: ServerResponse): void => {
  if (fault === 'hang-up') response.destroy();
  else if (fault === 'fail') send(response, 500, {});
  else if (fault === 'refuse') send(response, 400, {});
  else if (fault === 'nonsense') send(response, 200, { found: 'perhaps' });
  else {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>Sign in to this network</title>');
  }
};

const send = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
};

/** Null: it is none, or too long. */
const readJson = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) return null;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return null;
  }
};
