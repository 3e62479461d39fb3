import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../sql-engine.ts';

/**
 * What the city looks at: crossings by what is counted of them, one row each, and keys for its open data.
 * Every step may run twice.
 */
const addCity = async (db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> => {
  const { schema } = db;
  await sql`create index if not exists entries_standing on entries (unit_id, received_at)
    where kind = 'unit.stood'`.execute(db);
  await schema
    .createTable('crossing_facts')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('record_id', text, (column) => column.notNull())
    .addColumn('log_id', text, (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('declaration_id', text)
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('hour', 'bigint', (column) => column.notNull())
    .addColumn('standing', text, (column) => column.notNull())
    .addColumn('verdict', text)
    .addColumn('channel', text)
    .addColumn('direction', text)
    .addColumn('vehicle', text)
    .addColumn('symptom', text)
    .addColumn('age', text)
    .addPrimaryKeyConstraint('crossing_facts_key', ['unit_id', 'record_id'])
    .execute();
  await schema
    .createIndex('crossing_facts_by_hour')
    .ifNotExists()
    .on('crossing_facts')
    .columns(['hour', 'unit_id', 'standing', 'verdict', 'channel', 'at'])
    .execute();
  await schema
    .createIndex('crossing_facts_by_place')
    .ifNotExists()
    .on('crossing_facts')
    .columns(['unit_id', 'log_id', 'position'])
    .execute();
  await schema
    .createIndex('crossing_facts_by_verdict')
    .ifNotExists()
    .on('crossing_facts')
    .columns(['verdict', 'at', 'record_id'])
    .execute();
  await schema
    .createIndex('crossing_facts_by_declaration')
    .ifNotExists()
    .on('crossing_facts')
    .columns(['unit_id', 'declaration_id'])
    .execute();
  await schema
    .createTable('fact_cursors')
    .ifNotExists()
    .addColumn('scope', text, (column) => column.primaryKey())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('open_keys')
    .ifNotExists()
    .addColumn('key_id', text, (column) => column.primaryKey())
    .addColumn('key_hash', text, (column) => column.notNull().unique())
    .addColumn('holder', text, (column) => column.notNull())
    .addColumn('role', text, (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .addColumn('revoked_at', 'bigint')
    .execute();
};

export const city = (types: ColumnTypes): Migration => ({ up: (db) => addCity(db, types) });
