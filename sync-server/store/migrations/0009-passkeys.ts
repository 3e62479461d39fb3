import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../sql-engine.ts';

/** Officers' passkeys, and what was searched for beside who searched. */
export const passkeys = ({ text }: ColumnTypes): Migration => ({
  up: async ({ schema }) => {
    await schema
      .createTable('officer_passkeys')
      .ifNotExists()
      .addColumn('credential_id', text, (column) => column.primaryKey())
      .addColumn('officer_id', text, (column) => column.notNull())
      .addColumn('rp_id', text, (column) => column.notNull())
      .addColumn('public_key', text, (column) => column.notNull())
      .addColumn('counter', 'bigint', (column) => column.notNull())
      .execute();
    await schema.alterTable('audit_lines').addColumn('term', text).execute();
  },
});
