import type { Kysely, SchemaModule } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../sql-engine.ts';

/**
 * `unit_id` is in every unique key, so that the ledger can be spread over units later.
 * Every step is "if not exists": SQLite's definitions are not one transaction here,
 * and a start that was cut short must be able to go on.
 */
const createAll = async ({ schema }: Kysely<unknown>, types: ColumnTypes): Promise<void> => {
  const { text } = types;
  await schema
    .createTable('server_meta')
    .ifNotExists()
    .addColumn('key', text, (column) => column.primaryKey())
    .addColumn('value', text, (column) => column.notNull())
    .execute();
  await schema
    .createTable('feed')
    .ifNotExists()
    .addColumn('scope', text, (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('body', text, (column) => column.notNull())
    .addColumn('audience', text)
    .addPrimaryKeyConstraint('feed_key', ['scope', 'seq'])
    .execute();
  await schema
    .createTable('feed_counters')
    .ifNotExists()
    .addColumn('scope', text, (column) => column.primaryKey())
    .addColumn('head', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('devices')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('device_id', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('token_hash', text, (column) => column.notNull())
    .addColumn('enrolled_at', 'bigint', (column) => column.notNull())
    .addColumn('last_contact_at', 'bigint')
    .addColumn('clock_offset_ms', 'bigint')
    .addColumn('app', text)
    .addColumn('epoch_seen', text)
    .addColumn('current_log_id', text)
    .addPrimaryKeyConstraint('devices_key', ['unit_id', 'device_id'])
    .execute();
  await schema
    .createIndex('devices_by_token')
    .ifNotExists()
    .on('devices')
    .column('token_hash')
    .execute();
  await schema
    .createTable('logs')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('log_id', text, (column) => column.notNull())
    .addColumn('device_id', text, (column) => column.notNull())
    .addColumn('acked_through', 'bigint', (column) => column.notNull())
    .addColumn('digest', text, (column) => column.notNull())
    .addColumn('reported_depth', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('reported_records', 'bigint', (column) => column.notNull().defaultTo(0))
    .addColumn('reported_oldest_wall_ms', 'bigint')
    .addColumn('forked', 'integer', (column) => column.notNull().defaultTo(0))
    .addPrimaryKeyConstraint('logs_key', ['unit_id', 'log_id'])
    .addForeignKeyConstraint('logs_device', ['unit_id', 'device_id'], 'devices', [
      'unit_id',
      'device_id',
    ])
    .execute();
  await schema.createIndex('logs_by_id').ifNotExists().on('logs').column('log_id').execute();
  await createLedger(schema, types);
};

const createLedger = async (schema: SchemaModule, { text, bytes }: ColumnTypes): Promise<void> => {
  await schema
    .createTable('entries')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('log_id', text, (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('entry_id', text, (column) => column.notNull())
    .addColumn('hash', text, (column) => column.notNull())
    .addColumn('frame', bytes, (column) => column.notNull())
    .addColumn('kind', text)
    .addColumn('subject_id', text)
    .addColumn('shift_id', text)
    .addColumn('status', text, (column) => column.notNull())
    .addColumn('reason', text)
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('entries_key', ['unit_id', 'log_id', 'position'])
    .addForeignKeyConstraint('entries_log', ['unit_id', 'log_id'], 'logs', ['unit_id', 'log_id'])
    .execute();
  await schema
    .createIndex('entries_by_id')
    .ifNotExists()
    .on('entries')
    .columns(['entry_id', 'unit_id'])
    .execute();
  await schema
    .createIndex('entries_by_status')
    .ifNotExists()
    .on('entries')
    .columns(['status', 'unit_id', 'log_id'])
    .execute();
  await schema
    .createTable('records')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('record_id', text, (column) => column.notNull())
    .addColumn('shift_id', text, (column) => column.notNull())
    .addColumn('log_id', text, (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('records_key', ['unit_id', 'record_id'])
    .execute();
  await schema
    .createIndex('records_by_shift')
    .ifNotExists()
    .on('records')
    .columns(['unit_id', 'log_id', 'shift_id'])
    .execute();
  await schema
    .createTable('shift_closings')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('shift_id', text, (column) => column.notNull())
    .addColumn('log_id', text, (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('officer', text, (column) => column.notNull())
    .addColumn('wall_ms', 'bigint', (column) => column.notNull())
    .addColumn('records', 'bigint', (column) => column.notNull())
    .addColumn('body', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('shift_closings_key', ['unit_id', 'shift_id', 'log_id', 'position'])
    .execute();
};

export const firstLight = (types: ColumnTypes): Migration => ({
  up: (db) => createAll(db, types),
});
