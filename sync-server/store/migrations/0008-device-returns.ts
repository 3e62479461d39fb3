import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../sql-engine.ts';

/** What became of endings that were taken back: never changed, one row each time. */
const addDeviceReturns = async (
  { schema }: Kysely<unknown>,
  { text }: ColumnTypes,
): Promise<void> => {
  await schema
    .createTable('device_returns')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('device_id', text, (column) => column.notNull())
    .addColumn('returned_at', 'bigint', (column) => column.notNull())
    .addColumn('reason', text, (column) => column.notNull())
    .addColumn('ended_kind', text, (column) => column.notNull())
    .addColumn('ended_reason', text, (column) => column.notNull())
    .addColumn('ended_at', 'bigint', (column) => column.notNull())
    .addColumn('detected_at', 'bigint', (column) => column.notNull())
    .execute();
};

export const deviceReturns = (types: ColumnTypes): Migration => ({
  up: (db) => addDeviceReturns(db, types),
});
