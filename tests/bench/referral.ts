import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { hashOf } from '#domain/log/chain.ts';
import type { Entry } from '#domain/log/entry.ts';
import { httpHealthDepartment } from '../../sync-server/connectors/health-department/http.ts';
import { startHealthSandbox } from '../../sync-server/connectors/health-department/sandbox/sandbox.ts';
import { startReferrals } from '../../sync-server/jobs/referrals.ts';
import { deliverReferrals } from '../../sync-server/services/referrals/deliver-referrals.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { sqliteEngine } from '../../sync-server/store/sqlite.ts';
import { arrived, custodyOf, device } from '../contract/sample-custody.ts';
import { crossingEntry, declarationEntry, pushedAt } from '../contract/sample-log.ts';
import { openTestFrame, sealAll } from '../support/sealing.ts';

/** A busy hour of one city: a push with somebody who is referred every quarter of a second. */
const people = 240;
const everyMs = 250;
/** How long the department's system takes over each. */
const delayMs = 100;

const personAt = (index: number): Entry[] => {
  const number = 3 * index + 1;
  const declared = declarationEntry(number);
  const crossed = crossingEntry(number + 1);
  const data = { declarationId: declared.subjectId, causes: ['cough' as const] };
  const { entryId } = declarationEntry(number + 2);
  return [declared, crossed, { ...crossed, entryId, kind: 'referral.raised', data }];
};

/** From the commit that acknowledges a person to the tablet, to their arrival at the department's system. */
export const benchReferral = async (): Promise<Record<string, number>> => {
  const dir = mkdtempSync(join(tmpdir(), 'chot-'));
  const store = await openSqlStore(sqliteEngine(join(dir, 'chot.sqlite')), 'epoch-of-the-bench');
  await store.transact((tx) =>
    tx.insertDevice({ ...device, tokenHash: 'token', enrolledAtMs: Date.now() }),
  );
  const secret = 'a secret of this bench, long enough for both';
  const sandbox = await startHealthSandbox({ port: 0, secret });
  sandbox.behave({ delayMs });
  const access = { url: sandbox.url, secret, authority: null };
  const department = httpHealthDepartment(access, Date.now);
  const ports = { store, openFrame: openTestFrame, clock: Date.now, random: randomBytes };
  const deliver = () => deliverReferrals({ ...ports, department });
  const job = startReferrals({ ...ports, deliver }, (error) => {
    throw error;
  });
  const deliveredAt = new Map<string, number>();
  for (let index = 0; index < people; index += 1) {
    const entries = personAt(index);
    const from = 3 * index + 1;
    const sealed = await sealAll(entries.map((entry, at) => pushedAt(from + at, entry)));
    const rows = sealed.map(({ position, frame }, at) => {
      const { entryId = '', kind = '', subjectId = '' } = entries[at] ?? {};
      return arrived(position, {
        entryId,
        frame,
        hash: hashOf(frame),
        kind,
        subjectId,
        effect: null,
      });
    });
    const report = { contactAtMs: Date.now(), clockOffsetMs: 0, app: '0.1.0', epochSeen: null };
    await store.takeCustody(custodyOf(rows, { from, report }));
    deliveredAt.set(entries[2]?.entryId ?? '', Date.now());
    await wait(everyMs);
  }
  while (sandbox.counts().taken < people) await wait(100);
  await job.stop();
  const seconds = sandbox
    .taken()
    .map(({ key, atMs }) => (atMs - (deliveredAt.get(key) ?? Number.NaN)) / 1000)
    .toSorted((one, other) => one - other);
  const { arrived: sent } = sandbox.counts();
  if (sent !== people) throw new Error(`${sent} were sent of ${people}.`);
  await department.close();
  await sandbox.close();
  await store.close();
  rmSync(dir, { recursive: true });
  const at = (share: number): number => seconds[Math.ceil(share * people) - 1] ?? Number.NaN;
  return {
    referral_delivery_p50_s: Number(at(0.5).toFixed(2)),
    referral_delivery_p95_s: Number(at(0.95).toFixed(2)),
  };
};
