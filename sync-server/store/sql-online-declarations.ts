import type { Kysely, Transaction } from 'kysely';
import { codeNewsSchema } from '#domain/qr/code-news.ts';
import { trustKeyName, trustKeySchema } from '#domain/qr/trust-key.ts';
import type {
  OnlineDeclaration,
  OnlineDeclarationReader,
  OnlineDeclarationTransactor,
} from './online-declaration.ts';
import type { Tables } from './tables.ts';

/** Rows dropped in one transaction: no push waits for longer. */
const dropAtOnce = 500;

export const sqlOnlineDeclarationReader = (db: Kysely<Tables>): OnlineDeclarationReader => ({
  listTrustKeys: async (whose) => {
    let keys = db.selectFrom('trust_keys').selectAll().orderBy('name');
    if (whose === 'ours') keys = keys.where('secret', 'is not', null);
    const rows = await keys.execute();
    return rows.map(({ body, secret }) => ({
      key: trustKeySchema.parse(JSON.parse(body)),
      secret,
    }));
  },

  findOnlineDeclaration: async (declarationId) => {
    const row = await db
      .selectFrom('citizen_declarations')
      .selectAll()
      .where('declaration_id', '=', declarationId)
      .executeTakeFirst();
    if (row === undefined) return null;
    return {
      declarationId,
      secretHash: row.secret_hash,
      supersedes: row.supersedes,
      unitId: row.unit_id,
      // Nothing else is ever written there.
      ended: row.ended as OnlineDeclaration['ended'],
      issuedAtMs: row.issued_at,
      expiresAtMs: row.expires_at,
      body: row.body,
    };
  },

  listDeclaredAt: async ({ unitId, sinceMs, limit }) => {
    const rows = await db
      .selectFrom('citizen_declarations')
      .select(['declaration_id', 'issued_at'])
      .where('unit_id', '=', unitId)
      .where('issued_at', '>=', sinceMs)
      .where('ended', 'is', null)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('code_uses')
              .select('code_uses.record_id')
              .whereRef('code_uses.declaration_id', '=', 'citizen_declarations.declaration_id'),
          ),
        ),
      )
      .orderBy('issued_at', 'desc')
      .orderBy('declaration_id', 'desc')
      .limit(limit)
      .execute();
    return rows
      .toReversed()
      .map((row) => ({ declarationId: row.declaration_id, issuedAtMs: row.issued_at }));
  },
});

export const sqlOnlineDeclarationTransactor = (
  db: Transaction<Tables>,
): OnlineDeclarationTransactor => ({
  putTrustKey: async ({ key, secret }) => {
    const said = { body: JSON.stringify(key), secret };
    await db
      .insertInto('trust_keys')
      .values({ name: trustKeyName(key), ...said })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(said))
      .execute();
  },

  insertOnlineDeclaration: async (declaration) => {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('citizen_declarations')
      .values({
        declaration_id: declaration.declarationId,
        secret_hash: declaration.secretHash,
        supersedes: declaration.supersedes,
        ended: declaration.ended,
        issued_at: declaration.issuedAtMs,
        expires_at: declaration.expiresAtMs,
        body: declaration.body,
        unit_id: declaration.unitId,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  },

  endOnlineDeclaration: async (declarationId, how) => {
    const { numUpdatedRows } = await db
      .updateTable('citizen_declarations')
      .set({ ended: how })
      .where('declaration_id', '=', declarationId)
      .where('ended', 'is', null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  },

  insertCodeUse: async ({ declarationId, recordId, untilMs }) => {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('code_uses')
      .values({ declaration_id: declarationId, record_id: recordId, until_ms: untilMs })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  },

  forgetOnlineDeclarations: async (expiredThrough) => {
    const due = await db
      .selectFrom('citizen_declarations')
      .select('declaration_id')
      .where('expires_at', '<=', expiredThrough)
      .limit(dropAtOnce)
      .execute();
    if (due.length === 0) return 0;
    const ids = due.map((row) => row.declaration_id);
    await db.deleteFrom('citizen_declarations').where('declaration_id', 'in', ids).execute();
    return due.length;
  },

  forgetCodeNews: async (untilMs) => {
    await db.deleteFrom('code_uses').where('until_ms', '<=', untilMs).execute();
    const lines = await db
      .selectFrom('feed')
      .select(['seq', 'body'])
      .where('scope', '=', 'reference')
      .where('kind', '=', 'code-news')
      .orderBy('seq')
      .limit(dropAtOnce)
      .execute();
    const due = lines
      .filter(({ body }) => codeNewsSchema.parse(JSON.parse(body)).untilMs <= untilMs)
      .map(({ seq }) => seq);
    if (due.length === 0) return 0;
    await db.deleteFrom('feed').where('scope', '=', 'reference').where('seq', 'in', due).execute();
    return due.length;
  },
});
