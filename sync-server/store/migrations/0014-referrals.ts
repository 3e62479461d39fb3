import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../sql-engine.ts';

/** Who is referred, what was done about it, and what is to be delivered. Every step may run twice. */
const addReferrals = async (
  db: Kysely<unknown>,
  { text, neverChanged }: ColumnTypes,
): Promise<void> => {
  const { schema } = db;
  await schema
    .createTable('referrals')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('record_id', text, (column) => column.notNull())
    .addColumn('declaration_id', text, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('raised_at', 'bigint', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('referrals_key', ['unit_id', 'record_id'])
    .execute();
  await schema
    .createIndex('referrals_by_state')
    .ifNotExists()
    .on('referrals')
    .columns(['state', 'seq'])
    .execute();
  await schema
    .createTable('referral_lines')
    .ifNotExists()
    .addColumn('seq', 'bigint', (column) => column.primaryKey())
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('record_id', text, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('officer_id', text, (column) => column.notNull())
    .addColumn('entry_id', text)
    .execute();
  await schema
    .createIndex('referral_lines_by_record')
    .ifNotExists()
    .on('referral_lines')
    .columns(['unit_id', 'record_id'])
    .execute();
  await schema
    .createIndex('referral_lines_by_entry')
    .ifNotExists()
    .on('referral_lines')
    .columns(['unit_id', 'entry_id'])
    .where(sql.ref('entry_id'), 'is not', null)
    .unique()
    .execute();
  await schema
    .createTable('referral_details')
    .ifNotExists()
    .addColumn('seq', 'bigint', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('detail', text, (column) => column.notNull())
    .execute();
  await schema
    .createTable('referral_head')
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .execute();
  await sql`insert into referral_head (id, seq) values (1, 0) on conflict do nothing`.execute(db);
  for (const statement of neverChanged('referral_lines')) await sql.raw(statement).execute(db);
  await schema
    .createIndex('entries_referring')
    .ifNotExists()
    .on('entries')
    .columns(['received_at'])
    .where(sql.ref('kind'), '=', sql.lit('referral.raised'))
    .execute();
};

const addDeliveries = async ({ schema }: Kysely<unknown>, { text }: ColumnTypes): Promise<void> => {
  await schema
    .createTable('referral_deliveries')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('entry_id', text, (column) => column.notNull())
    .addColumn('record_id', text, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('queued_at', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'bigint', (column) => column.notNull())
    .addColumn('claim', text)
    .addColumn('reason', text)
    .addColumn('ended_at', 'bigint')
    .addPrimaryKeyConstraint('referral_deliveries_key', ['unit_id', 'entry_id'])
    .execute();
  await schema
    .createIndex('referral_deliveries_waiting')
    .ifNotExists()
    .on('referral_deliveries')
    .columns(['state', 'due_at'])
    .execute();
};

export const referrals = (types: ColumnTypes): Migration => ({
  up: async (db) => {
    await addReferrals(db, types);
    await addDeliveries(db, types);
  },
});
