import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../sql-engine.ts';

/**
 * What is kept when people are forgotten, and what is not forgotten. A frame of no bytes is a forgotten one.
 * Every step may run twice, as in the first migration.
 */
const addRetention = async (db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> => {
  const { schema } = db;
  await schema
    .createTable('crossing_statistics')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('from_ms', 'bigint', (column) => column.notNull())
    .addColumn('question', text, (column) => column.notNull())
    .addColumn('answer', text, (column) => column.notNull())
    .addColumn('crossings', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('crossing_statistics_key', [
      'unit_id',
      'from_ms',
      'question',
      'answer',
    ])
    .execute();
  await schema
    .createTable('retention_runs')
    .ifNotExists()
    .addColumn('run_id', text, (column) => column.notNull())
    .addColumn('rule', text, (column) => column.notNull())
    .addColumn('begun_at', 'bigint', (column) => column.notNull())
    .addColumn('forgotten', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('retention_runs_key', ['run_id', 'rule'])
    .execute();
  await schema
    .createTable('legal_holds')
    .ifNotExists()
    .addColumn('hold_id', text, (column) => column.primaryKey())
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('shift_id', text)
    .addColumn('from_ms', 'bigint')
    .addColumn('until_ms', 'bigint')
    .addColumn('subject_ids', text)
    .addColumn('reason', text, (column) => column.notNull())
    .addColumn('placed_at', 'bigint', (column) => column.notNull())
    .addColumn('released_at', 'bigint')
    .execute();
  await schema
    .createTable('subject_requests')
    .ifNotExists()
    .addColumn('request_id', text, (column) => column.primaryKey())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('closed_at', 'bigint')
    .addColumn('body', text, (column) => column.notNull())
    .execute();
  // What is forgotten leaves these two, so they stay as small as what is kept.
  await sql`create index if not exists entries_live on entries (received_at, unit_id, log_id, position)
    where length(frame) > 0`.execute(db);
  await sql`create index if not exists alerts_live on alerts (unit_id, entry_id)
    where length(frame) > 0`.execute(db);
  await schema
    .createIndex('entries_by_subject')
    .ifNotExists()
    .on('entries')
    .columns(['unit_id', 'subject_id'])
    .execute();
};

export const retention = (types: ColumnTypes): Migration => ({
  up: (db) => addRetention(db, types),
});
