import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../sql-engine.ts';

/** Keys of the trust list, what citizens declared online, and where their codes were used. */
export const onlineDeclarations = ({ text }: ColumnTypes): Migration => ({
  up: async ({ schema }) => {
    await schema
      .createTable('trust_keys')
      .ifNotExists()
      .addColumn('name', text, (column) => column.primaryKey())
      .addColumn('body', text, (column) => column.notNull())
      .addColumn('secret', text)
      .execute();
    await schema
      .createTable('citizen_declarations')
      .ifNotExists()
      .addColumn('declaration_id', text, (column) => column.primaryKey())
      .addColumn('secret_hash', text, (column) => column.notNull())
      .addColumn('supersedes', text)
      .addColumn('ended', text)
      .addColumn('issued_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('body', text, (column) => column.notNull())
      .execute();
    await schema
      .createIndex('citizen_declarations_by_end')
      .ifNotExists()
      .on('citizen_declarations')
      .column('expires_at')
      .execute();
    await schema
      .createTable('code_uses')
      .ifNotExists()
      .addColumn('declaration_id', text, (column) => column.notNull())
      .addColumn('record_id', text, (column) => column.notNull())
      .addColumn('until_ms', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('code_uses_key', ['declaration_id', 'record_id'])
      .execute();
  },
});
