import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../sql-engine.ts';

const addColumns = async (db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> => {
  const tables = await db.introspection.getTables();
  const add = async (
    table: string,
    column: string,
    type: ColumnTypes['text'] | 'bigint',
  ): Promise<void> => {
    const known = tables.find(({ name }) => name === table)?.columns ?? [];
    if (known.some(({ name }) => name === column)) return;
    await db.schema.alterTable(table).addColumn(column, type).execute();
  };
  await add('devices', 'told', text);
  await add('records', 'hour_ms', 'bigint');
  await add('records', 'verdict', text);
  await add('records', 'channel', text);
};

const addCounts = async ({ schema }: Kysely<unknown>, { text }: ColumnTypes): Promise<void> => {
  await schema
    .createTable('hour_tallies')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('hour_ms', 'bigint', (column) => column.notNull())
    .addColumn('verdict', text, (column) => column.notNull())
    .addColumn('channel', text, (column) => column.notNull())
    .addColumn('records', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('hour_tallies_key', ['unit_id', 'hour_ms', 'verdict', 'channel'])
    .execute();
  await schema
    .createIndex('hour_tallies_by_hour')
    .ifNotExists()
    .on('hour_tallies')
    .columns(['hour_ms', 'unit_id'])
    .execute();
  await schema
    .createTable('tally_marks')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('subject_id', text, (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('tally_marks_key', ['unit_id', 'subject_id'])
    .execute();
  await schema
    .createIndex('tally_marks_due')
    .ifNotExists()
    .on('tally_marks')
    .columns(['due_at', 'unit_id', 'subject_id'])
    .execute();
  await schema
    .createTable('open_conflicts')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('subject_id', text, (column) => column.notNull())
    .addColumn('log_id', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('open_conflicts_key', ['unit_id', 'subject_id'])
    .execute();
  await schema
    .createTable('tally_heads')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.primaryKey())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .execute();
};

/**
 * What was kept before is counted once the server runs, a piece at a time: the entries are sealed, and only it
 * can open them. So is what was said of earlier declarations, for the conflicts among it.
 */
const markAll = async (db: Kysely<unknown>): Promise<void> => {
  await sql`insert into tally_marks (unit_id, subject_id, due_at)
    select unit_id, record_id, 0 from records where true on conflict do nothing`.execute(db);
  await sql`insert into tally_marks (unit_id, subject_id, due_at)
    select distinct unit_id, subject_id, 0 from entries
    where status = 'applied' and subject_id is not null
      and kind in ('declaration.amended', 'declaration.voided', 'conflict.settled', 'settling.taken-back')
    on conflict do nothing`.execute(db);
};

/** What the board counts by the hour, and what tablets tell of themselves. Every step may run twice. */
export const boardCounts = (types: ColumnTypes): Migration => ({
  up: async (db) => {
    await addColumns(db, types);
    await addCounts(db, types);
    await markAll(db);
  },
});
