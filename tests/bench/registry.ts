import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { hashOf } from '#domain/log/chain.ts';
import { httpRegistry } from '../../sync-server/connectors/population-registry/http.ts';
import { startSandbox } from '../../sync-server/connectors/population-registry/sandbox/sandbox.ts';
import { queueChecks } from '../../sync-server/services/identity/queue-checks.ts';
import { runChecks } from '../../sync-server/services/identity/run-checks.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { sqliteEngine } from '../../sync-server/store/sqlite.ts';
import type { Store } from '../../sync-server/store/store.ts';
import { arrived, custodyOf, device } from '../contract/sample-custody.ts';
import { declarationIdOf, declaredPeople } from '../support/declared-people.ts';
import { hashTestTerm, openTestFrame, sealAll } from '../support/sealing.ts';

const people = 5000;
const pushed = 250;
const nowMs = Date.UTC(2021, 6, 25, 3, 0, 0);

/** As tablets sealed and pushed them. */
const fill = async (store: Store): Promise<void> => {
  const report = { contactAtMs: nowMs, clockOffsetMs: 0, app: '0.1.0', epochSeen: null };
  await store.transact((tx) =>
    tx.insertDevice({ ...device, tokenHash: 'token', enrolledAtMs: nowMs }),
  );
  for (let from = 1; from <= people; from += pushed) {
    const sealed = await sealAll(declaredPeople(from, pushed));
    const entries = sealed.map(({ position, frame }) =>
      arrived(position, {
        frame,
        hash: hashOf(frame),
        kind: 'declaration.recorded',
        subjectId: declarationIdOf(position),
        effect: null,
      }),
    );
    await store.takeCustody(custodyOf(entries, { from, report }));
  }
};

/** Sealed declarations in a ledger on the disk; the registry answers after `delayMs`. @returns checks a second */
const measure = async (delayMs: number): Promise<number> => {
  const dir = mkdtempSync(join(tmpdir(), 'chot-'));
  const store = await openSqlStore(sqliteEngine(join(dir, 'chot.sqlite')), 'epoch-of-the-bench');
  const sandbox = await startSandbox({ port: 0, people: 2 * people, token: null });
  sandbox.behave({ delayMs });
  const access = { baseUrl: sandbox.url, token: null, clientCertificate: null, authority: null };
  const registry = httpRegistry({ ...access, atOnce: 16 }, Date.now);
  const ports = {
    store,
    openFrame: openTestFrame,
    clock: () => nowMs,
    random: randomBytes,
    registry,
    hashTerm: hashTestTerm,
  };
  await queueChecks(ports);
  await fill(store);
  const begun = performance.now();
  while ((await queueChecks(ports)) + (await runChecks(ports)) > 0);
  const seconds = (performance.now() - begun) / 1000;
  const { answered, distinct } = sandbox.counts();
  if (answered !== people || distinct !== people) {
    throw new Error(
      `${answered} answers, ${distinct} of them distinct, to ${people} declarations.`,
    );
  }
  await registry.close();
  await sandbox.close();
  await store.close();
  rmSync(dir, { recursive: true });
  return Math.round(people / seconds);
};

/** From the feed to the line that tells tablets, everything committed durably. */
export const benchRegistry = async (): Promise<Record<string, number>> => ({
  check_queue_per_s: await measure(0),
  check_queue_per_s_at_20_ms: await measure(20),
});
