import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../sql-engine.ts';

/** Tables of their own, because SQLite cannot add a column "if not exists"; see the first migration. */
const addDeviceIdentity = async (
  { schema }: Kysely<unknown>,
  { text }: ColumnTypes,
): Promise<void> => {
  await schema
    .createTable('device_keys')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('device_id', text, (column) => column.notNull())
    .addColumn('public_key', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('device_keys_key', ['unit_id', 'device_id'])
    .execute();
  await schema
    .createTable('device_endings')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('device_id', text, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('reason', text, (column) => column.notNull())
    .addColumn('ended_at', 'bigint', (column) => column.notNull())
    .addColumn('detected_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('device_endings_key', ['unit_id', 'device_id'])
    .execute();
  await schema
    .createTable('enrol_codes')
    .ifNotExists()
    .addColumn('code_hash', text, (column) => column.primaryKey())
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('used_by', text)
    .execute();
  await schema
    .createIndex('devices_by_id')
    .ifNotExists()
    .on('devices')
    .column('device_id')
    .execute();
};

export const deviceIdentity = (types: ColumnTypes): Migration => ({
  up: (db) => addDeviceIdentity(db, types),
});
