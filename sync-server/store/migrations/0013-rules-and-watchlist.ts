import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../sql-engine.ts';

/** Rules of verdicts as they were published, and who is looked for, as keyed hashes. */
export const rulesAndWatchlist = ({ text }: ColumnTypes): Migration => ({
  up: async ({ schema }) => {
    await schema
      .createTable('rule_sets')
      .ifNotExists()
      .addColumn('number', 'bigint', (column) => column.primaryKey())
      .addColumn('officer_id', text)
      .addColumn('published_at', 'bigint', (column) => column.notNull())
      .addColumn('body', text, (column) => column.notNull())
      .execute();
    await schema
      .createTable('watch_marks')
      .ifNotExists()
      .addColumn('mark', text, (column) => column.primaryKey())
      .addColumn('kind', text)
      .addColumn('seq', 'bigint', (column) => column.notNull())
      .addColumn('changed_at', 'bigint', (column) => column.notNull())
      .execute();
    await schema
      .createIndex('watch_marks_by_seq')
      .ifNotExists()
      .on('watch_marks')
      .column('seq')
      .execute();
  },
});
