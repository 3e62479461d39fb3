import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import type { Tables } from './tables.ts';

/** A value that a copy of the database must not give away, by where it stands. */
export type StoredSecret = {
  readonly kind: 'meta' | 'sign-in-key' | 'factor' | 'trust-key';
  /** What names it there, e.g. `unit-key:hn-01`. */
  readonly name: string;
  readonly value: string;
};

export type SecretReader = { readonly listSecrets: () => Promise<StoredSecret[]> };
export type SecretTransactor = {
  /** Does nothing when it is not that value any more. */
  readonly replaceSecret: (secret: StoredSecret, value: string) => Promise<void>;
};

export const unitKeyName = (unitId: string): string => `unit-key:${unitId}`;
export const receiptKeyName = 'receipt-key';
export const watchKeyName = 'watch-key';

/** An officer's account is one of a unit. */
export const accountName = (unitId: string, officerId: string): string =>
  JSON.stringify([unitId, officerId]);

export const sqlSecretReader = (db: Kysely<Tables>): SecretReader => ({
  listSecrets: async () => {
    const meta = await db
      .selectFrom('server_meta')
      .selectAll()
      .where((where) =>
        where.or([
          where('key', 'in', [receiptKeyName, watchKeyName]),
          where('key', 'like', 'unit-key:%'),
        ]),
      )
      .orderBy('key')
      .execute();
    const accounts = await db.selectFrom('officer_accounts').selectAll().execute();
    const factors = await db.selectFrom('officer_factors').selectAll().execute();
    const trusted = await db
      .selectFrom('trust_keys')
      .select(['name', 'secret'])
      .where('secret', 'is not', null)
      .execute();
    return [
      ...meta.map(({ key, value }) => ({ kind: 'meta' as const, name: key, value })),
      ...accounts.map((row) => ({
        kind: 'sign-in-key' as const,
        name: accountName(row.unit_id, row.officer_id),
        value: row.sign_in_key,
      })),
      ...factors.map((row) => ({
        kind: 'factor' as const,
        name: row.officer_id,
        value: row.secret,
      })),
      ...trusted.map(({ name, secret }) => ({
        kind: 'trust-key' as const,
        name,
        value: secret ?? '',
      })),
    ];
  },
});

const accountSchema = z.tuple([z.string(), z.string()]);

export const sqlSecretTransactor = (db: Transaction<Tables>): SecretTransactor => ({
  replaceSecret: async ({ kind, name, value: known }, value) => {
    if (kind === 'meta') {
      await db
        .updateTable('server_meta')
        .set({ value })
        .where('key', '=', name)
        .where('value', '=', known)
        .execute();
    } else if (kind === 'trust-key') {
      await db
        .updateTable('trust_keys')
        .set({ secret: value })
        .where('name', '=', name)
        .where('secret', '=', known)
        .execute();
    } else if (kind === 'factor') {
      await db
        .updateTable('officer_factors')
        .set({ secret: value })
        .where('officer_id', '=', name)
        .where('secret', '=', known)
        .execute();
    } else {
      const [unitId, officerId] = accountSchema.parse(JSON.parse(name));
      await db
        .updateTable('officer_accounts')
        .set({ sign_in_key: value })
        .where('unit_id', '=', unitId)
        .where('officer_id', '=', officerId)
        .where('sign_in_key', '=', known)
        .execute();
    }
  },
});
