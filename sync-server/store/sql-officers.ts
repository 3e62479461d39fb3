import type { Kysely, Transaction } from 'kysely';
import { roleSchema } from '#domain/officer/officer.ts';
import type { OfficerReader, OfficerTransactor } from './officer-account.ts';
import type { Tables } from './tables.ts';

export const sqlOfficerReader = (db: Kysely<Tables>): OfficerReader => ({
  findAccount: async (unitId, officerId) => {
    const row = await db
      .selectFrom('officer_accounts')
      .selectAll()
      .where('unit_id', '=', unitId)
      .where('officer_id', '=', officerId)
      .executeTakeFirst();
    return row === undefined
      ? null
      : { unitId, officerId, role: roleSchema.parse(row.role), signInKey: row.sign_in_key };
  },

  findFactor: async (officerId) => {
    const row = await db
      .selectFrom('officer_factors')
      .selectAll()
      .where('officer_id', '=', officerId)
      .executeTakeFirst();
    if (row === undefined) return null;
    const { secret, failures } = row;
    return { officerId, secret, failures, lastStep: row.last_step, waitUntilMs: row.wait_until };
  },

  findSession: async (tokenHash) => {
    const row = await db
      .selectFrom('officer_sessions')
      .selectAll()
      .where('token_hash', '=', tokenHash)
      .executeTakeFirst();
    if (row === undefined) return null;
    return {
      tokenHash,
      unitId: row.unit_id,
      deviceId: row.device_id,
      officerId: row.officer_id,
      role: roleSchema.parse(row.role),
      factors: row.factors === 2 ? 2 : 1,
      usedAtMs: row.used_at,
      endsAtMs: row.ends_at,
    };
  },
});

export const sqlOfficerTransactor = (db: Transaction<Tables>): OfficerTransactor => {
  const endSessions = async (where: { unitId?: string; officerId: string }) => {
    let ending = db.deleteFrom('officer_sessions').where('officer_id', '=', where.officerId);
    if (where.unitId !== undefined) ending = ending.where('unit_id', '=', where.unitId);
    await ending.execute();
  };
  return {
    putAccount: async ({ unitId, officerId, role, signInKey }) => {
      await db
        .insertInto('officer_accounts')
        .values({ unit_id: unitId, officer_id: officerId, role, sign_in_key: signInKey })
        .onConflict((conflict) =>
          conflict.columns(['unit_id', 'officer_id']).doUpdateSet({ role, sign_in_key: signInKey }),
        )
        .execute();
      await endSessions({ unitId, officerId });
    },

    removeAccount: async (unitId, officerId) => {
      await db
        .deleteFrom('officer_accounts')
        .where('unit_id', '=', unitId)
        .where('officer_id', '=', officerId)
        .execute();
      await endSessions({ unitId, officerId });
    },

    putFactor: async ({ officerId, secret, lastStep, failures, waitUntilMs }) => {
      const said = { secret, last_step: lastStep, failures, wait_until: waitUntilMs };
      await db
        .insertInto('officer_factors')
        .values({ officer_id: officerId, ...said })
        .onConflict((conflict) => conflict.column('officer_id').doUpdateSet(said))
        .execute();
    },

    insertSession: async (session) => {
      await db
        .insertInto('officer_sessions')
        .values({
          token_hash: session.tokenHash,
          unit_id: session.unitId,
          device_id: session.deviceId,
          officer_id: session.officerId,
          role: session.role,
          factors: session.factors,
          used_at: session.usedAtMs,
          ends_at: session.endsAtMs,
        })
        .execute();
      await db.deleteFrom('officer_sessions').where('ends_at', '<', session.usedAtMs).execute();
    },

    touchSession: async (tokenHash, usedAtMs) => {
      await db
        .updateTable('officer_sessions')
        .set({ used_at: usedAtMs })
        .where('token_hash', '=', tokenHash)
        .execute();
    },

    endSession: async (tokenHash) => {
      await db.deleteFrom('officer_sessions').where('token_hash', '=', tokenHash).execute();
    },

    endSessionsOf: (officerId) => endSessions({ officerId }),
  };
};
