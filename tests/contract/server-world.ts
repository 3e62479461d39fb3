import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { expect } from 'vitest';
import type { OpenFrame } from '#domain/log/sealed-frame.ts';
import type { Unit } from '#domain/unit/unit.ts';
import { boardResponseSchema, type BoardResponse, type BoardTablet } from '#protocol/board.ts';
import { enrolResponseSchema } from '#protocol/enrol.ts';
import { problemSchema, problems, type Problem } from '#protocol/problem.ts';
import { pullResponseSchema, type PullResponse } from '#protocol/pull.ts';
import { pushToBody } from '#protocol/push-body.ts';
import { pushMediaType, pushResponseSchema, type PushRequest } from '#protocol/push.ts';
import {
  reconcileResponseSchema,
  type ReconcileRequest,
  type ReconcileResponse,
} from '#protocol/reconcile.ts';
import { protocolVersion } from '#protocol/version.ts';
import { buildApp } from '../../sync-server/http/app.ts';
import type { AppPorts } from '../../sync-server/http/app-ports.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { hashTestTerm, openTestFrame } from '../support/sealing.ts';
import { idOf } from '../support/id-of.ts';
import { onSqlite, type TestEngine } from './engines.ts';
import type { PlacedEntry } from './sample-log.ts';

export const enrolCode = 'CODE-1234';
export const adminToken = 'token-of-the-administrator-of-this-test';
export const serverNowMs = Date.UTC(2021, 6, 25, 3, 0, 0);
export const epoch = 'epoch-of-this-test';

export const units: readonly Unit[] = [
  { unitId: 'hn-01', kind: 'city-checkpoint', name: 'Cầu Giẽ', district: '', facing: '' },
  { unitId: 'hn-02', kind: 'city-checkpoint', name: 'Pháp Vân', district: '', facing: '' },
  { unitId: 'tt-01', kind: 'patrol-team', name: 'Tổ tuần tra 1', district: '', facing: '' },
];

/** A directory that is gone when the scope ends. */
export const temporaryDir = (): { path: string } & Disposable => {
  const path = mkdtempSync(join(tmpdir(), 'chot-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
};

/** Random bytes that are the same in every run. */
const countedRandom = () => {
  let count = 0;
  return (size: number): Uint8Array => {
    count += 1;
    const bytes = createHash('sha512').update(String(count)).digest();
    return new Uint8Array(bytes.subarray(0, size));
  };
};

export type Tablet = {
  readonly deviceId: string;
  readonly deviceToken: string;
  readonly unitId: string;
  readonly logId: string;
};

export type ServerWorld = AsyncDisposable & {
  readonly app: FastifyInstance;
  readonly store: Store;
  readonly openFrame: OpenFrame;
  /** The same database behind another face, e.g. one whose store fails. */
  readonly withPorts: (change: Partial<AppPorts>) => FastifyInstance;
  readonly enrol: (unitId?: string, deviceName?: string) => Promise<Tablet>;
};

let logs = 0;

/** A server over a real database with three units and nobody enrolled. */
export const openWorld = async (
  on: Pick<TestEngine, 'name' | 'inDir'> = onSqlite,
): Promise<ServerWorld> => {
  const dir = temporaryDir();
  const engine = await on.inDir(dir.path);
  const store = await openSqlStore(engine, epoch);
  await store.transact((tx) =>
    tx.appendFeed(
      'reference',
      units.map((unit) => ({ kind: 'unit', body: unit, audience: null })),
    ),
  );
  const ports: AppPorts = {
    store,
    clock: () => serverNowMs,
    random: countedRandom(),
    openFrame: openTestFrame,
    hashTerm: hashTestTerm,
    demo: false,
    enrolCode,
    adminToken,
    tabletDir: null,
    isBusy: engine.isBusy,
    logLevel: 'silent',
  };
  const app = buildApp(ports);
  return {
    app,
    store,
    openFrame: openTestFrame,
    withPorts: (change) => buildApp({ ...ports, ...change }),
    enrol: async (unitId = 'hn-01', deviceName = 'Máy 1') => {
      const answer = await app.inject({
        method: 'POST',
        url: '/api/v1/enrol',
        payload: {
          // A page of the version before: the tests that are not about signatures send its token.
          protocol: 2,
          nonce: 'nonce-of-enrolment',
          deviceId: `00000000-0000-7000-8000-${String(logs).padStart(12, '0')}`,
          code: enrolCode,
          unitId,
          deviceName,
        },
      });
      const { deviceId, deviceToken = '' } = enrolResponseSchema.parse(answer.json());
      logs += 1;
      return { deviceId, deviceToken, unitId, logId: idOf('log', logs) };
    },
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await store.close();
      dir[Symbol.dispose]();
    },
  };
};

export type OutgoingPush = Omit<PushRequest, 'check'>;
type From = Pick<PushRequest, 'from' | 'entries'>;

export const pushRequest = (
  logId: string,
  { from, entries }: From,
  change: Partial<OutgoingPush> = {},
): OutgoingPush => ({
  protocol: protocolVersion,
  nonce: 'nonce-of-push',
  logId,
  epochSeen: null,
  from,
  entries,
  clock: { wall: serverNowMs - 1500, mono: 42 },
  queue: { depth: entries.length, records: 0, oldestWallMs: null },
  app: '0.1.0',
  ...change,
});

const bearer = ({ deviceToken }: Pick<Tablet, 'deviceToken'>) => ({
  authorization: `Bearer ${deviceToken}`,
});

/** What is sent to bring entries to the place in the tablet's log that they carry. */
export const pushBody = (
  { logId }: Pick<Tablet, 'logId'>,
  entries: readonly PlacedEntry[],
  change: Partial<OutgoingPush> = {},
): Buffer => {
  const from = entries[0]?.position ?? 1;
  return Buffer.from(pushToBody(pushRequest(logId, { from, entries: [...entries] }, change)));
};

/** Compares the tablet's log with the server's. */
export const reconcile = async (
  app: FastifyInstance,
  tablet: Tablet,
  head: ReconcileRequest['head'],
  probes: readonly number[] = [],
): Promise<ReconcileResponse> => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/reconcile',
    headers: bearer(tablet),
    payload: {
      protocol: protocolVersion,
      nonce: 'nonce-of-reconcile',
      logId: tablet.logId,
      head,
      probes: [...probes],
    } satisfies ReconcileRequest,
  });
  expectSuccess(answer);
  return reconcileResponseSchema.parse(answer.json());
};

/** Sends entries to the place in the tablet's log that they carry. */
export const sendPush = (
  app: FastifyInstance,
  tablet: Tablet,
  entries: readonly PlacedEntry[],
  change: Partial<OutgoingPush> = {},
) => {
  return app.inject({
    method: 'POST',
    url: '/api/v1/push',
    headers: { ...bearer(tablet), 'content-type': pushMediaType },
    payload: pushBody(tablet, entries, change),
  });
};

/** The body is compared as well, so that a failing test shows the problem. */
const expectSuccess = ({ statusCode, body }: { statusCode: number; body: string }): void => {
  expect({ statusCode, body }).toEqual({ statusCode: 200, body });
};

export const push = async (...args: Parameters<typeof sendPush>) => {
  const answer = await sendPush(...args);
  expectSuccess(answer);
  return pushResponseSchema.parse(answer.json());
};

export const pull = async (
  app: FastifyInstance,
  tablet: Pick<Tablet, 'deviceToken'>,
  query: Record<string, string>,
): Promise<PullResponse> => {
  const answer = await app.inject({
    url: '/api/v1/pull',
    headers: bearer(tablet),
    query: { protocol: String(protocolVersion), ...query },
  });
  expectSuccess(answer);
  return pullResponseSchema.parse(answer.json());
};

export const readBoard = async (
  app: FastifyInstance,
  tablet: Pick<Tablet, 'deviceToken'>,
  query = '',
): Promise<BoardResponse> => {
  const answer = await app.inject({ url: `/api/v1/board${query}`, headers: bearer(tablet) });
  expectSuccess(answer);
  return boardResponseSchema.parse(answer.json());
};

/** What the board says of this one tablet. */
export const onBoard = async (app: FastifyInstance, tablet: Tablet): Promise<BoardTablet> => {
  const board = await readBoard(app, tablet);
  const found = board.units
    .flatMap(({ tablets }) => tablets)
    .find(({ deviceId }) => deviceId === tablet.deviceId);
  if (!found) throw new Error('This tablet is not on the board.');
  return found;
};

/** Sends a request that is to be refused and reads its problem; status and body must agree. */
export const refusal = async (app: FastifyInstance, request: InjectOptions): Promise<Problem> => {
  const answer = await app.inject(request);
  const problem = problemSchema.parse(answer.json());
  expect(problem.retry).toBe(problems[problem.problem].retry);
  expect(answer.statusCode).toBe(problems[problem.problem].status);
  expect(answer.headers['cache-control']).toBe('no-store');
  return problem;
};
