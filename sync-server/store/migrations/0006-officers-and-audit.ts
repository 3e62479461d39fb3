import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../sql-engine.ts';

const addOfficers = async ({ schema }: Kysely<unknown>, { text }: ColumnTypes): Promise<void> => {
  await schema
    .createTable('officer_accounts')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('officer_id', text, (column) => column.notNull())
    .addColumn('role', text, (column) => column.notNull())
    .addColumn('sign_in_key', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('officer_accounts_key', ['unit_id', 'officer_id'])
    .execute();
  await schema
    .createTable('officer_factors')
    .ifNotExists()
    .addColumn('officer_id', text, (column) => column.primaryKey())
    .addColumn('secret', text, (column) => column.notNull())
    .addColumn('last_step', 'bigint', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('wait_until', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('officer_sessions')
    .ifNotExists()
    .addColumn('token_hash', text, (column) => column.primaryKey())
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('device_id', text, (column) => column.notNull())
    .addColumn('officer_id', text, (column) => column.notNull())
    .addColumn('role', text, (column) => column.notNull())
    .addColumn('factors', 'integer', (column) => column.notNull())
    .addColumn('used_at', 'bigint', (column) => column.notNull())
    .addColumn('ends_at', 'bigint', (column) => column.notNull())
    .execute();
};

const addAudit = async (
  db: Kysely<unknown>,
  { text, neverChanged }: ColumnTypes,
): Promise<void> => {
  const { schema } = db;
  await schema
    .createTable('audit_lines')
    .ifNotExists()
    .addColumn('seq', 'bigint', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('officer_id', text, (column) => column.notNull())
    .addColumn('role', text, (column) => column.notNull())
    .addColumn('unit_id', text)
    .addColumn('device_id', text)
    .addColumn('deed', text, (column) => column.notNull())
    .addColumn('subjects', text, (column) => column.notNull())
    .addColumn('hash', text, (column) => column.notNull())
    .execute();
  await schema
    .createTable('audit_head')
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('hash', text, (column) => column.notNull())
    .execute();
  await sql`insert into audit_head (id, seq, hash) values (1, 0, ${'0'.repeat(64)}) on conflict do nothing`.execute(
    db,
  );
  for (const statement of neverChanged('audit_lines')) await sql.raw(statement).execute(db);
};

export const officersAndAudit = (types: ColumnTypes): Migration => ({
  up: async (db) => {
    await addOfficers(db, types);
    await addAudit(db, types);
  },
});
