import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../sql-engine.ts';

/**
 * Where crossings are found again without opening the ledger: keyed hashes, times and ids. It is filled from
 * the units' feeds from their beginning, so that ledgers of before are read like what comes today.
 */
const addIndex = async ({ schema }: Kysely<unknown>, { text }: ColumnTypes): Promise<void> => {
  await schema
    .createTable('traced_crossings')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('record_id', text, (column) => column.notNull())
    .addColumn('declaration_id', text, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('later', 'bigint', (column) => column.notNull())
    .addColumn('doubt', 'bigint', (column) => column.notNull())
    .addColumn('person', text)
    .addColumn('vehicle', text)
    .addColumn('party_id', text)
    .addColumn('lane_id', text)
    .addPrimaryKeyConstraint('traced_crossings_key', ['unit_id', 'record_id'])
    .execute();
  await schema
    .createIndex('traced_crossings_by_time')
    .ifNotExists()
    .on('traced_crossings')
    .columns(['unit_id', 'at'])
    .execute();
  await schema
    .createIndex('traced_crossings_by_declaration')
    .ifNotExists()
    .on('traced_crossings')
    .columns(['unit_id', 'declaration_id'])
    .execute();
  await schema
    .createTable('trace_terms')
    .ifNotExists()
    .addColumn('term', text, (column) => column.notNull())
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('record_id', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('trace_terms_key', ['term', 'unit_id', 'record_id'])
    .execute();
  await schema
    .createIndex('trace_terms_by_record')
    .ifNotExists()
    .on('trace_terms')
    .columns(['unit_id', 'record_id'])
    .execute();
  await schema
    .createTable('trace_cursors')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.primaryKey())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .execute();
};

const addCases = async ({ schema }: Kysely<unknown>, { text }: ColumnTypes): Promise<void> => {
  await schema
    .createTable('trace_cases')
    .ifNotExists()
    .addColumn('case_id', text, (column) => column.primaryKey())
    .addColumn('entered_at', 'bigint', (column) => column.notNull())
    .addColumn('officer_id', text, (column) => column.notNull())
    .addColumn('body', text, (column) => column.notNull())
    .addColumn('ended', text)
    .addColumn('ended_at', 'bigint')
    .execute();
  await schema
    .createTable('trace_acts')
    .ifNotExists()
    .addColumn('case_id', text, (column) => column.notNull())
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('record_id', text, (column) => column.notNull())
    .addColumn('deed', text, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('officer_id', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('trace_acts_key', ['case_id', 'unit_id', 'record_id', 'deed'])
    .execute();
  await schema
    .createIndex('trace_acts_by_record')
    .ifNotExists()
    .on('trace_acts')
    .columns(['unit_id', 'record_id'])
    .execute();
  await schema
    .createTable('trace_marks')
    .ifNotExists()
    .addColumn('case_id', text, (column) => column.notNull())
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('record_id', text, (column) => column.notNull())
    .addColumn('mark', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('trace_marks_key', ['case_id', 'unit_id', 'record_id', 'mark'])
    .execute();
  await schema
    .createIndex('trace_marks_by_mark')
    .ifNotExists()
    .on('trace_marks')
    .column('mark')
    .execute();
};

export const tracing = (types: ColumnTypes): Migration => ({
  up: async (db) => {
    await addIndex(db, types);
    await addCases(db, types);
  },
});
