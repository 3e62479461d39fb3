import { sql, type Kysely, type SchemaModule } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../sql-engine.ts';

/**
 * Counts that are kept instead of counted, digests to compare by, and what tablets tell beside their logs.
 * Every step may run twice, as in the first migration.
 */
const addProofAndAlerts = async (db: Kysely<unknown>, types: ColumnTypes): Promise<void> => {
  await createCounts(db.schema, types);
  await createBeside(db.schema, types);
  await countWhatIsHeld(db);
  await db.schema.dropIndex('entries_by_status').ifExists().execute();
  await db.schema.dropIndex('records_by_shift').ifExists().execute();
  await db.schema
    .createIndex('entries_quarantined')
    .ifNotExists()
    .on('entries')
    .columns(['unit_id', 'log_id', 'position'])
    .where(sql.ref('status'), '=', sql.lit('quarantined'))
    .execute();
};

const createCounts = async (schema: SchemaModule, { text }: ColumnTypes): Promise<void> => {
  await schema
    .createTable('log_tallies')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('log_id', text, (column) => column.notNull())
    .addColumn('crossings', 'bigint', (column) => column.notNull())
    .addColumn('quarantined', 'bigint', (column) => column.notNull())
    .addColumn('skipped', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('log_tallies_key', ['unit_id', 'log_id'])
    .execute();
  await schema
    .createTable('shift_tallies')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('log_id', text, (column) => column.notNull())
    .addColumn('shift_id', text, (column) => column.notNull())
    .addColumn('records', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('shift_tallies_key', ['unit_id', 'log_id', 'shift_id'])
    .execute();
  await schema
    .createTable('checkpoints')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('log_id', text, (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('digest', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('checkpoints_key', ['unit_id', 'log_id', 'position'])
    .execute();
  await schema
    .createTable('certificates')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('log_id', text, (column) => column.notNull())
    .addColumn('entries', 'bigint', (column) => column.notNull())
    .addColumn('records', 'bigint', (column) => column.notNull())
    .addColumn('issued_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('certificates_key', ['unit_id', 'log_id'])
    .execute();
};

const createBeside = async (schema: SchemaModule, { text, bytes }: ColumnTypes): Promise<void> => {
  await schema
    .createTable('alerts')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('entry_id', text, (column) => column.notNull())
    .addColumn('device_id', text, (column) => column.notNull())
    .addColumn('log_id', text, (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('hash', text, (column) => column.notNull())
    .addColumn('frame', bytes, (column) => column.notNull())
    .addColumn('kind', text)
    .addColumn('shift_id', text)
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addColumn('settled', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('alerts_key', ['unit_id', 'entry_id'])
    .execute();
  await schema
    .createIndex('alerts_ahead')
    .ifNotExists()
    .on('alerts')
    .columns(['unit_id', 'entry_id'])
    .where(sql.ref('settled'), '=', sql.lit(0))
    .execute();
  await schema
    .createTable('incidents')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('incident_id', text, (column) => column.notNull())
    .addColumn('device_id', text, (column) => column.notNull())
    .addColumn('code', text, (column) => column.notNull())
    .addColumn('wall_ms', 'bigint', (column) => column.notNull())
    .addColumn('log_id', text)
    .addColumn('position', 'bigint')
    .addColumn('count', 'bigint')
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('incidents_key', ['unit_id', 'incident_id'])
    .execute();
  await schema
    .createIndex('incidents_by_device')
    .ifNotExists()
    .on('incidents')
    .columns(['unit_id', 'device_id', 'received_at'])
    .execute();
};

/** Logs from before this migration. */
const countWhatIsHeld = async (db: Kysely<unknown>): Promise<void> => {
  await sql`insert into log_tallies (unit_id, log_id, crossings, quarantined, skipped)
    select unit_id, log_id,
      coalesce(sum(case when kind = 'crossing.recorded' then 1 else 0 end), 0),
      coalesce(sum(case when status = 'quarantined' then 1 else 0 end), 0), 0
    from entries group by unit_id, log_id on conflict do nothing`.execute(db);
  await sql`insert into shift_tallies (unit_id, log_id, shift_id, records)
    select unit_id, log_id, shift_id, count(*) from records
    group by unit_id, log_id, shift_id on conflict do nothing`.execute(db);
};

export const proofAndAlerts = (types: ColumnTypes): Migration => ({
  up: (db) => addProofAndAlerts(db, types),
});
