import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, sql } from 'kysely';
import { startMassSandbox } from '../../sync-server/connectors/mass-messenger/sandbox/sandbox.ts';
import { takeBulletinStep } from '../../sync-server/services/bulletins/take-bulletin-step.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { sqliteEngine } from '../../sync-server/store/sqlite.ts';
import type { Store } from '../../sync-server/store/store.ts';
import type { Tables } from '../../sync-server/store/tables.ts';
import { planMessage, writeSubscribers } from '../support/citys-message.ts';
import { runCommand, startServer } from '../support/server-process.ts';

const tablets = 24;
const publications = 12;
const people = 200_000;
const wholeCity = 7_000_000;
const secret = 'a secret of this bench, long enough for both';

/** What a commit of the command post's is: written by one, published by another. */
const publish = async (store: Store, number: number): Promise<string> => {
  const bulletinId = randomUUID();
  const officer = (officerId: string) => ({
    officerId,
    role: 'command-post' as const,
    unitId: 'hn-01',
    deviceId: randomUUID(),
    factors: 2 as const,
    tokenHash: '',
    usedAtMs: 0,
    endsAtMs: 0,
  });
  const bulletin = {
    title: `Bản tin ${number}`,
    text: 'Từ 06:00 dừng nhận xe khách.',
    isUrgent: true,
    aim: { to: 'everyone' as const },
    validUntilMs: Date.now() + 3_600_000,
  };
  const ports = { store, clock: Date.now };
  const steps = [
    { by: 'ch1', step: { step: 'written' as const, bulletin } },
    { by: 'ch1', step: { step: 'submitted' as const } },
    { by: 'ch2', step: { step: 'published' as const } },
  ];
  for (const [seen, { by, step }] of steps.entries()) {
    const taken = await takeBulletinStep(ports, officer(by), { bulletinId, seen, step });
    if (!taken.ok) throw new Error(taken.error);
  }
  return bulletinId;
};

/** From the commit that publishes an urgent bulletin to its being kept on each tablet that is in contact. */
export const benchBulletinToTablet = async (): Promise<Record<string, number>> => {
  const { openBenchTablet } = await import('./bulletin-tablet.ts');
  const dir = mkdtempSync(join(tmpdir(), 'chot-'));
  const server = await startServer({ dataDir: dir });
  const held = await Promise.all(
    Array.from({ length: tablets }, (_, index) => openBenchTablet(server.url, index)),
  );
  const store = await openSqlStore(sqliteEngine(join(dir, 'chot.sqlite')), randomUUID());
  // Every line is open, and each tablet's minute begins at another moment.
  await wait(5000);
  const seconds: number[] = [];
  for (let number = 1; number <= publications; number += 1) {
    const bulletinId = await publish(store, number);
    const publishedAtMs = performance.now();
    await Promise.all(
      held.map(async (tablet) => {
        await tablet.has(bulletinId);
        seconds.push((performance.now() - publishedAtMs) / 1000);
      }),
    );
    await wait(500);
  }
  for (const tablet of held) tablet.stop();
  await store.close();
  await server.stop();
  rmSync(dir, { recursive: true });
  const inOrder = seconds.toSorted((one, other) => one - other);
  const at = (share: number) => inOrder[Math.ceil(share * inOrder.length) - 1] ?? Number.NaN;
  return {
    bulletin_to_tablet_p50_s: Number(at(0.5).toFixed(2)),
    bulletin_to_tablet_p95_s: Number(at(0.95).toFixed(2)),
  };
};

/** 200,000 people, with the server killed twice in the middle; the rate is that of the last, undisturbed part. */
export const benchMassSend = async (): Promise<Record<string, number>> => {
  const dir = mkdtempSync(join(tmpdir(), 'chot-'));
  const sandbox = await startMassSandbox({ port: 0, secret });
  const secretFile = join(dir, 'secret');
  writeFileSync(secretFile, secret);
  const list = join(dir, 'list.csv');
  writeSubscribers(list, people);
  const importingAtMs = performance.now();
  await runCommand(dir, 'subscribers', 'import', list);
  const importS = (performance.now() - importingAtMs) / 1000;
  await planMessage(dir, 1000);
  const env = { MASS_URL: sandbox.url, MASS_SECRET_FILE: secretFile, MASS_PER_SECOND: '100000' };
  sandbox.behave({ delayMs: 100 });
  for (const share of [0.15, 0.3]) {
    const server = await startServer({ dataDir: dir, env });
    while (sandbox.counts().people < people * share) await wait(20);
    await server.kill();
  }
  sandbox.behave({});
  const server = await startServer({ dataDir: dir, env });
  const from = sandbox.counts().people;
  while (sandbox.counts().people === from) await wait(5);
  const beganAtMs = performance.now();
  const target = people * 0.95;
  while (sandbox.counts().people < target) await wait(20);
  const perSecond = (sandbox.counts().people - from) / ((performance.now() - beganAtMs) / 1000);
  while (sandbox.counts().people < people) await wait(100);
  while ((await runCommand(dir, 'subscribers', 'sendings')).includes('running')) await wait(500);
  const { twice, repeated, asked } = sandbox.counts();
  if (twice > 0 || repeated > 0) throw new Error(`${twice} people were told twice.`);
  await server.stop();
  await sandbox.close();
  rmSync(dir, { recursive: true });
  return {
    mass_send_per_s: Math.round(perSecond),
    mass_send_people: people,
    mass_send_twice: twice,
    mass_send_asked_batches: asked,
    mass_import_per_s: Math.round(people / importS),
  };
};

/** The list of a whole city, cut into batches in one transaction. */
export const benchMassPlan = async (): Promise<Record<string, number>> => {
  const dir = mkdtempSync(join(tmpdir(), 'chot-'));
  const engine = sqliteEngine(join(dir, 'chot.sqlite'));
  const store = await openSqlStore(engine, 'epoch-of-the-bench');
  const db = new Kysely<Tables>({ dialect: engine.open().writing, plugins: engine.plugins });
  await sql`
    insert into subscribers (number, address)
    with recursive counted (number) as (
      select 1 union all select number + 1 from counted where number < ${wholeCity}
    )
    select number, 'khach-' || number from counted`.execute(db);
  await db.destroy();
  const beganAtMs = performance.now();
  await store.transact((tx) =>
    tx.planSending({
      bulletinId: randomUUID(),
      title: 'Bản tin',
      text: 'Từ 06:00.',
      begunAtMs: 0,
      epoch: 'epoch-of-the-bench',
      perBatch: 1000,
    }),
  );
  const planS = (performance.now() - beganAtMs) / 1000;
  const wish = { claim: 'c', nowMs: 1, untilMs: 2, limit: 4, perSecond: 100_000 };
  const claimingAtMs = performance.now();
  const claimed = await store.transact((tx) => tx.claimBatches(wish));
  for (const { from, through } of claimed) await store.listSubscribers(from, through);
  const claimMs = performance.now() - claimingAtMs;
  await store.close();
  rmSync(dir, { recursive: true });
  return {
    mass_plan_7m_s: Number(planS.toFixed(2)),
    mass_claim_7m_ms: Number(claimMs.toFixed(1)),
  };
};
