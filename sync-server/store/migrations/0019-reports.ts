import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../sql-engine.ts';

/** What citizens report, and what was done about it. Every step may run twice. */
const addReports = async (
  db: Kysely<unknown>,
  { text, neverChanged }: ColumnTypes,
): Promise<void> => {
  const { schema } = db;
  await schema
    .createTable('reports')
    .ifNotExists()
    .addColumn('report_id', text, (column) => column.primaryKey())
    .addColumn('number', 'bigint', (column) => column.notNull().unique())
    .addColumn('source', text, (column) => column.notNull().unique())
    .addColumn('channel', text, (column) => column.notNull())
    .addColumn('category', text, (column) => column.notNull())
    .addColumn('urgency', text, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('agency_id', text)
    .addColumn('merged_into', text)
    .addColumn('unit_id', text)
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addColumn('since', 'bigint', (column) => column.notNull())
    .addColumn('settled_at', 'bigint')
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('secret_hash', text)
    .execute();
  const indexes = [
    ['reports_by_place', ['seq']],
    ['reports_by_state', ['state', 'merged_into']],
    ['reports_by_root', ['merged_into']],
    ['reports_by_time', ['received_at']],
  ] as const;
  for (const [name, columns] of indexes) {
    await schema
      .createIndex(name)
      .ifNotExists()
      .on('reports')
      .columns([...columns])
      .execute();
  }
  await schema
    .createTable('report_bodies')
    .ifNotExists()
    .addColumn('report_id', text, (column) => column.primaryKey())
    .addColumn('body', text, (column) => column.notNull())
    .execute();
  await schema
    .createTable('report_lines')
    .ifNotExists()
    .addColumn('seq', 'bigint', (column) => column.primaryKey())
    .addColumn('report_id', text, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor', text, (column) => column.notNull())
    .addColumn('source', text, (column) => column.notNull().unique())
    .execute();
  await schema
    .createIndex('report_lines_by_report')
    .ifNotExists()
    .on('report_lines')
    .columns(['report_id', 'seq'])
    .execute();
  await schema
    .createTable('report_details')
    .ifNotExists()
    .addColumn('seq', 'bigint', (column) => column.primaryKey())
    .addColumn('report_id', text, (column) => column.notNull())
    .addColumn('detail', text, (column) => column.notNull())
    .execute();
  await schema
    .createIndex('report_details_by_report')
    .ifNotExists()
    .on('report_details')
    .columns(['report_id'])
    .execute();
  await schema
    .createTable('report_head')
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('number', 'bigint', (column) => column.notNull())
    .execute();
  await sql`insert into report_head (id, seq, number) values (1, 0, 0) on conflict do nothing`.execute(
    db,
  );
  for (const statement of neverChanged('report_lines')) await sql.raw(statement).execute(db);
  await schema
    .createIndex('entries_reporting')
    .ifNotExists()
    .on('entries')
    .columns(['received_at'])
    .where(sql.ref('kind'), '=', sql.lit('report.recorded'))
    .execute();
};

/** What is to be sent to agencies: the same columns as of referrals. */
const addDeliveries = async ({ schema }: Kysely<unknown>, { text }: ColumnTypes): Promise<void> => {
  await schema
    .createTable('report_deliveries')
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
    .addPrimaryKeyConstraint('report_deliveries_key', ['unit_id', 'entry_id'])
    .execute();
  await schema
    .createIndex('report_deliveries_waiting')
    .ifNotExists()
    .on('report_deliveries')
    .columns(['state', 'due_at'])
    .execute();
};

export const reports = (types: ColumnTypes): Migration => ({
  up: async (db) => {
    await addReports(db, types);
    await addDeliveries(db, types);
  },
});
