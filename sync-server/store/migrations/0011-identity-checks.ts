import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../sql-engine.ts';

/** Declarations to be checked, and what was answered. Every step may run twice, as in the first migration. */
const addChecks = async ({ schema }: Kysely<unknown>, { text }: ColumnTypes): Promise<void> => {
  await schema
    .createTable('identity_checks')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('declaration_id', text, (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('queued_at', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'bigint', (column) => column.notNull())
    .addColumn('claim', text)
    .addColumn('question_hash', text)
    .addPrimaryKeyConstraint('identity_checks_key', ['unit_id', 'declaration_id'])
    .execute();
  await schema
    .createIndex('identity_checks_waiting')
    .ifNotExists()
    .on('identity_checks')
    .columns(['state', 'queued_at'])
    .execute();
  await schema
    .createTable('identity_answers')
    .ifNotExists()
    .addColumn('question_hash', text, (column) => column.primaryKey())
    .addColumn('answer', text, (column) => column.notNull())
    .addColumn('answered_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('identity_answers_by_age')
    .ifNotExists()
    .on('identity_answers')
    .column('answered_at')
    .execute();
  await schema
    .createTable('identity_cursors')
    .ifNotExists()
    .addColumn('scope', text, (column) => column.primaryKey())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .execute();
};

export const identityChecks = (types: ColumnTypes): Migration => ({
  up: (db) => addChecks(db, types),
});
