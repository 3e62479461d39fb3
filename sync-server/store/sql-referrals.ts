import { sql, type Kysely, type Selectable } from 'kysely';
import type { ReferralState } from '#domain/referral/referral-state.ts';
import { sqlOutboxTransactor } from './sql-outbox.ts';
import { listUnnoted } from './sql-unnoted.ts';
import type { KeptReferral, ReferralReader, ReferralTransactor } from './referrals.ts';
import type { Tables } from './tables.ts';

const rowToReferral = (row: Selectable<Tables['referrals']>): KeptReferral => ({
  unitId: row.unit_id,
  recordId: row.record_id,
  declarationId: row.declaration_id,
  // Nothing else is ever written there.
  state: row.state as ReferralState,
  raisedAtMs: row.raised_at,
  sinceMs: row.since,
  seq: row.seq,
});

export const sqlReferralReader = (db: Kysely<Tables>): ReferralReader => ({
  referralHead: async () => {
    const { seq } = await db.selectFrom('referral_head').select('seq').executeTakeFirstOrThrow();
    return seq;
  },

  listReferrals: async (afterSeq) => {
    const rows = await db
      .selectFrom('referrals')
      .selectAll()
      .where('seq', '>', afterSeq)
      .$if(afterSeq === 0, (query) => query.where('state', '<>', 'closed'))
      .orderBy('seq')
      .execute();
    return rows.map(rowToReferral);
  },

  findReferral: async ({ unitId, recordId }) => {
    const row = await db
      .selectFrom('referrals')
      .selectAll()
      .where('unit_id', '=', unitId)
      .where('record_id', '=', recordId)
      .executeTakeFirst();
    return row === undefined ? null : rowToReferral(row);
  },

  listReferralLines: async ({ unitId, recordId }) => {
    const rows = await db
      .selectFrom('referral_lines')
      .leftJoin('referral_details', 'referral_details.seq', 'referral_lines.seq')
      .select(['referral_lines.seq', 'state', 'referral_lines.at', 'officer_id', 'detail'])
      .where('unit_id', '=', unitId)
      .where('record_id', '=', recordId)
      .orderBy('referral_lines.seq')
      .execute();
    return rows.map((row) => ({
      seq: row.seq,
      state: row.state as ReferralState,
      atMs: row.at,
      officerId: row.officer_id,
      detail: row.detail,
    }));
  },

  listUnnotedReferrals: (receivedSinceMs, limit) =>
    listUnnoted(
      db,
      { kind: 'referral.raised', receivedSinceMs, limit },
      (unitId, entryId) =>
        sql<boolean>`exists (select 1 from referral_lines as noted where noted.unit_id = ${unitId} and noted.entry_id = ${entryId})`,
    ),

  listFramesAhead: async (unitId) => {
    const rows = await db
      .selectFrom('alerts')
      .select('frame')
      .where('unit_id', '=', unitId)
      .where('settled', '=', 0)
      .where('kind', 'is not', null)
      .execute();
    return rows.map(({ frame }) => frame).filter((frame) => frame.length > 0);
  },
});

export const sqlReferralTransactor = (db: Kysely<Tables>): ReferralTransactor => {
  const outbox = sqlOutboxTransactor(db);
  /** The counter's row is what writers queue for: places commit in their order. */
  const nextSeq = async (): Promise<number> => {
    const { seq } = await db
      .updateTable('referral_head')
      .set((row) => ({ seq: row('seq', '+', 1) }))
      .returning('seq')
      .executeTakeFirstOrThrow();
    return seq;
  };

  return {
    raiseReferral: async ({
      unitId,
      recordId,
      declarationId,
      entryId,
      officerId,
      atMs,
      isDelivered,
    }) => {
      const seq = await nextSeq();
      const key = { unit_id: unitId, record_id: recordId };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('referral_lines')
        .values({
          seq,
          ...key,
          state: 'raised',
          at: atMs,
          officer_id: officerId,
          entry_id: entryId,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows !== 1n) return false;
      await db
        .insertInto('referrals')
        .values({
          ...key,
          declaration_id: declarationId,
          state: 'raised',
          raised_at: atMs,
          since: atMs,
          seq,
        })
        // A new cause is looked at anew, whatever was done before.
        .onConflict((conflict) =>
          conflict
            .columns(['unit_id', 'record_id'])
            .doUpdateSet({ state: 'raised', since: atMs, seq }),
        )
        .execute();
      if (!isDelivered) return true;
      await outbox.queueDelivery('referrals', {
        scope: unitId,
        deliveryId: entryId,
        subjectId: recordId,
        queuedAtMs: atMs,
      });
      return true;
    },

    appendReferralLine: async ({ unitId, recordId }, { state, atMs, officerId, detail }) => {
      const seq = await nextSeq();
      const key = { unit_id: unitId, record_id: recordId };
      await db
        .insertInto('referral_lines')
        .values({ seq, ...key, state, at: atMs, officer_id: officerId, entry_id: null })
        .execute();
      if (detail !== null) {
        await db.insertInto('referral_details').values({ seq, at: atMs, detail }).execute();
      }
      await db
        .updateTable('referrals')
        .set({ state, since: atMs, seq })
        .where('unit_id', '=', unitId)
        .where('record_id', '=', recordId)
        .execute();
      return { seq };
    },

    forgetReferralDetails: async (throughMs) => {
      await db.deleteFrom('referral_details').where('at', '<=', throughMs).execute();
    },
  };
};
