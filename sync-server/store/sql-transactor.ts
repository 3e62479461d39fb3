import type { Transaction } from 'kysely';
import { sqlAuditTransactor } from './sql-audit.ts';
import { sqlFactTransactor } from './sql-crossing-facts.ts';
import { sqlOpenKeyTransactor } from './sql-open-keys.ts';
import { sqlDeviceTransactor } from './sql-devices.ts';
import { sqlForgetting } from './sql-forgetting.ts';
import { sqlOnlineDeclarationTransactor } from './sql-online-declarations.ts';
import { sqlCheckTransactor } from './sql-identity-checks.ts';
import { sqlOfficerTransactor } from './sql-officers.ts';
import { sqlReferralTransactor } from './sql-referrals.ts';
import { sqlHourTallyTransactor } from './sql-hour-tallies.ts';
import { sqlReader } from './sql-reader.ts';
import { sqlSubjectRequestTransactor } from './sql-subject-requests.ts';
import { sqlRuleSetTransactor } from './sql-rule-sets.ts';
import { sqlReplay } from './sql-replay.ts';
import { receiptKeyName, sqlSecretTransactor, unitKeyName } from './sql-secrets.ts';
import { sqlWatchTransactor } from './sql-watch-marks.ts';
import type { StoreTransactor } from './store.ts';
import type { Tables } from './tables.ts';

export const sqlTransactor = (db: Transaction<Tables>): StoreTransactor => ({
  ...sqlReader(db),

  markDemo: async () => {
    await db.insertInto('server_meta').values({ key: 'demo', value: 'true' }).execute();
  },

  keepReceiptKey: async (jwk) => {
    await db
      .insertInto('server_meta')
      .values({ key: receiptKeyName, value: jwk })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
  },

  keepUnitKey: async (unitId, key) => {
    await db
      .insertInto('server_meta')
      .values({ key: unitKeyName(unitId), value: key })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
  },

  keepCertificate: async ({ unitId, logId }, { entries, records, issuedAtMs }) => {
    const told = { entries, records, issued_at: issuedAtMs };
    await db
      .insertInto('certificates')
      .values({ unit_id: unitId, log_id: logId, ...told })
      .onConflict((conflict) => conflict.columns(['unit_id', 'log_id']).doUpdateSet(told))
      .execute();
  },

  ...sqlDeviceTransactor(db),
  ...sqlOfficerTransactor(db),
  ...sqlAuditTransactor(db),
  ...sqlReplay(db),
  ...sqlSecretTransactor(db),
  ...sqlForgetting(db),
  ...sqlCheckTransactor(db),
  ...sqlReferralTransactor(db),
  ...sqlSubjectRequestTransactor(db),
  ...sqlRuleSetTransactor(db),
  ...sqlHourTallyTransactor(db),
  ...sqlWatchTransactor(db),
  ...sqlFactTransactor(db),
  ...sqlOpenKeyTransactor(db),
  ...sqlOnlineDeclarationTransactor(db),

  appendFeed: async (scope, lines) => {
    const { head } = await db
      .insertInto('feed_counters')
      .values({ scope, head: lines.length })
      .onConflict((conflict) =>
        conflict
          .column('scope')
          .doUpdateSet((update) => ({ head: update('feed_counters.head', '+', lines.length) })),
      )
      .returning('head')
      .executeTakeFirstOrThrow();
    for (const [index, line] of lines.entries()) {
      await db
        .insertInto('feed')
        .values({
          scope,
          seq: head - lines.length + index + 1,
          kind: line.kind,
          body: JSON.stringify(line.body),
          audience: line.audience,
        })
        .execute();
    }
    return head;
  },
});
