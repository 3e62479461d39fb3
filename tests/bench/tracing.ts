import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { tracedCaseSchema } from '#domain/tracing/traced-case.ts';
import { indexCrossings } from '../../sync-server/services/tracing/index-crossings.ts';
import { enterCase } from '../../sync-server/services/tracing/keep-case.ts';
import { tellTrace } from '../../sync-server/services/tracing/tell-trace.ts';
import { postgresEngine } from '../../sync-server/store/postgres.ts';
import type { SqlEngine } from '../../sync-server/store/sql-engine.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { sqliteEngine } from '../../sync-server/store/sqlite.ts';
import { device } from '../contract/sample-custody.ts';
import { startPostgres } from '../support/postgres-cluster.ts';
import { hashTestTerm, openTestFrame } from '../support/sealing.ts';
import { percentile } from './sync/statistics.ts';
import { cases, deliverPlanted, expectedOf, numberOf, windowOf } from './tracing/planted.ts';
import { postgresFiller, sqliteFiller } from './tracing/filler.ts';
import { benchReferral } from './referral.ts';
import { benchVerdict } from './verdict.ts';

const rounds = 10;

const tracer = {
  ...device,
  officerId: 'tp-tv1',
  role: 'tracer' as const,
  tokenHash: 'token',
  factors: 2 as const,
  usedAtMs: 0,
  endsAtMs: 0,
};

/** Milliseconds of each look. Throws when a look tells of anybody else than was planted. */
const measure = async (engine: SqlEngine, fill: () => Promise<void>): Promise<number[]> => {
  const first = await openSqlStore(engine, 'epoch-of-the-bench');
  await first.close();
  await fill();
  const store = await openSqlStore(engine, 'epoch-of-the-bench');
  await store.transact((tx) =>
    tx.insertDevice({ ...device, tokenHash: 'token', enrolledAtMs: Date.now() }),
  );
  await deliverPlanted(store);
  const ports = {
    store,
    openFrame: openTestFrame,
    hashTerm: hashTestTerm,
    clock: Date.now,
    random: randomBytes,
  };
  while ((await indexCrossings(ports)) > 0);
  const taken: number[] = [];
  for (let at = 0; at < cases; at += 1) {
    const caseId = randomUUID();
    const traced = tracedCaseSchema.parse({
      who: { number: numberOf(at) },
      ...windowOf(),
      minutes: 10,
    });
    await enterCase(ports, tracer, { caseId, traced, watch: false });
    for (let round = 0; round < rounds; round += 1) {
      const begun = performance.now();
      const told = await tellTrace(ports, tracer, {
        protocol: 1,
        nonce: 'nonce-of-bench',
        caseId,
        purpose: 'look',
      });
      taken.push(performance.now() - begun);
      if (!told.ok) throw new Error(told.error);
      const found = told.value.contacts.map(({ recordId }) => recordId).toSorted();
      const expected = expectedOf(at);
      if (found.length !== expected.length || found.some((id, index) => id !== expected[index])) {
        throw new Error(`Case ${at}: ${found.length} were told, ${expected.length} were planted.`);
      }
    }
  }
  await store.close();
  return taken;
};

const onSqlite = async (): Promise<number[]> => {
  const dir = mkdtempSync(join(tmpdir(), 'chot-'));
  const path = join(dir, 'chot.sqlite');
  const taken = await measure(sqliteEngine(path), async () => {
    const database = new DatabaseSync(path);
    for (const statement of sqliteFiller) database.exec(statement);
    database.close();
  });
  rmSync(dir, { recursive: true });
  return taken;
};

const onPostgres = async (): Promise<number[]> => {
  const cluster = await startPostgres();
  const taken = await measure(postgresEngine(cluster.url, randomBytes), async () => {
    const client = new Client({ connectionString: cluster.url });
    await client.connect();
    for (const statement of postgresFiller) await client.query(statement);
    await client.end();
  });
  await cluster.stop();
  return taken;
};

const round = (value: number): number => Math.round(value * 10) / 10;

/** Cases followed among a million crossings, on both engines, and what tablets and the health desk wait for. */
export const benchTracing = async (): Promise<Record<string, number>> => {
  const sqlite = await onSqlite();
  const postgres = await onPostgres();
  const traced = {
    trace_p50_ms_sqlite: round(percentile(sqlite, 0.5)),
    trace_p95_ms_sqlite: round(percentile(sqlite, 0.95)),
    trace_p50_ms_postgres: round(percentile(postgres, 0.5)),
    trace_p95_ms_postgres: round(percentile(postgres, 0.95)),
    trace_p95_ms: round(Math.max(percentile(sqlite, 0.95), percentile(postgres, 0.95))),
  };
  console.log(JSON.stringify(traced));
  const { propose_p95_ms, watchlist_kb_per_100k, watchlist_lookup_us } = await benchVerdict();
  const { referral_delivery_p95_s } = await benchReferral();
  const rest = { propose_p95_ms, watchlist_kb_per_100k, watchlist_lookup_us };
  const all = { ...traced, ...rest, referral_delivery_p95_s };
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [name, value ?? Number.NaN]),
  );
};
