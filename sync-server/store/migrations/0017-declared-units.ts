import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../sql-engine.ts';

/** At which unit's poster somebody declared. Every step may run twice. */
const addUnit = async (db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> => {
  const tables = await db.introspection.getTables();
  const known = tables.find(({ name }) => name === 'citizen_declarations')?.columns ?? [];
  if (!known.some(({ name }) => name === 'unit_id')) {
    await db.schema.alterTable('citizen_declarations').addColumn('unit_id', text).execute();
  }
  await db.schema
    .createIndex('citizen_declarations_by_unit')
    .ifNotExists()
    .on('citizen_declarations')
    .columns(['unit_id', 'issued_at'])
    .execute();
};

export const declaredUnits = (types: ColumnTypes): Migration => ({
  up: (db) => addUnit(db, types),
});
