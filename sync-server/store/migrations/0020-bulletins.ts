import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from '../sql-engine.ts';

/** What the city tells, whom it reached, and what is sent to its people. Every step may run twice. */
const addBulletins = async (
  db: Kysely<unknown>,
  { text, neverChanged }: ColumnTypes,
): Promise<void> => {
  const { schema } = db;
  await schema
    .createTable('bulletins')
    .ifNotExists()
    .addColumn('bulletin_id', text, (column) => column.primaryKey())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('body', text, (column) => column.notNull())
    .addColumn('writers', text, (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addColumn('published_at', 'bigint')
    .addColumn('feed_seq', 'bigint')
    .execute();
  await schema
    .createIndex('bulletins_by_feed')
    .ifNotExists()
    .on('bulletins')
    .column('feed_seq')
    .execute();
  await schema
    .createTable('bulletin_lines')
    .ifNotExists()
    .addColumn('bulletin_id', text, (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addColumn('step', text, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('officer_id', text, (column) => column.notNull())
    .addColumn('reason', text)
    .addPrimaryKeyConstraint('bulletin_lines_key', ['bulletin_id', 'version'])
    .execute();
  for (const statement of neverChanged('bulletin_lines')) await sql.raw(statement).execute(db);
};

const addReach = async ({ schema }: Kysely<unknown>, { text }: ColumnTypes): Promise<void> => {
  await schema
    .createTable('bulletin_receipts')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('entry_id', text, (column) => column.notNull())
    .addColumn('bulletin_id', text, (column) => column.notNull())
    .addColumn('officer_id', text, (column) => column.notNull())
    .addColumn('device_id', text, (column) => column.notNull())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('bulletin_receipts_key', ['unit_id', 'entry_id'])
    .execute();
  await schema
    .createIndex('bulletin_receipts_by_bulletin')
    .ifNotExists()
    .on('bulletin_receipts')
    .column('bulletin_id')
    .execute();
  await schema
    .createTable('feed_readers')
    .ifNotExists()
    .addColumn('unit_id', text, (column) => column.notNull())
    .addColumn('device_id', text, (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('feed_readers_key', ['unit_id', 'device_id'])
    .execute();
  await schema
    .createIndex('entries_on_bulletins')
    .ifNotExists()
    .on('entries')
    .columns(['received_at'])
    .where(sql.ref('kind'), 'in', sql`('bulletin.read', 'bulletin.acknowledged')`)
    .execute();
  await schema
    .createIndex('feed_of_news')
    .ifNotExists()
    .on('feed')
    .columns(['scope', 'seq'])
    .where(
      sql.ref('kind'),
      'in',
      sql`('bulletin', 'bulletin.withdrawn', 'rule-set', 'officer.removed')`,
    )
    .execute();
  await schema
    .createIndex('feed_of_officers')
    .ifNotExists()
    .on('feed')
    .columns(['seq'])
    .where(sql.ref('kind'), 'in', sql`('officer', 'officer.removed')`)
    .execute();
};

export const bulletins = (types: ColumnTypes): Migration => ({
  up: async (db) => {
    await addBulletins(db, types);
    await addReach(db, types);
    await addSendings(db, types);
  },
});

const addSendings = async ({ schema }: Kysely<unknown>, { text }: ColumnTypes): Promise<void> => {
  await schema
    .createTable('subscribers')
    .ifNotExists()
    .addColumn('number', 'bigint', (column) => column.primaryKey())
    .addColumn('address', text, (column) => column.notNull().unique())
    .execute();
  await schema
    .createTable('sendings')
    .ifNotExists()
    .addColumn('bulletin_id', text, (column) => column.primaryKey())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('body', text, (column) => column.notNull())
    .addColumn('epoch', text, (column) => column.notNull())
    .addColumn('recipients', 'bigint', (column) => column.notNull())
    .addColumn('begun_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('next_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createTable('sending_batches')
    .ifNotExists()
    .addColumn('bulletin_id', text, (column) => column.notNull())
    .addColumn('batch', 'bigint', (column) => column.notNull())
    .addColumn('from_number', 'bigint', (column) => column.notNull())
    .addColumn('through_number', 'bigint', (column) => column.notNull())
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'bigint', (column) => column.notNull())
    .addColumn('claim', text)
    .addColumn('reason', text)
    .addColumn('accepted', 'bigint', (column) => column.notNull())
    .addColumn('refused', 'bigint', (column) => column.notNull())
    .addColumn('delivered', 'bigint', (column) => column.notNull())
    .addColumn('failed', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('sending_batches_key', ['bulletin_id', 'batch'])
    .execute();
  await schema
    .createIndex('sending_batches_waiting')
    .ifNotExists()
    .on('sending_batches')
    .columns(['bulletin_id', 'state', 'due_at'])
    .execute();
};
