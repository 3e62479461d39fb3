import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The unit first: tablets of all units mint ids in the same order of time, and a push that brings five
 * hundred of them then touches the pages of its own unit, not those of the whole city.
 */
const orderIdsByUnit = async ({ schema }: Kysely<unknown>): Promise<void> => {
  await schema
    .createIndex('entries_by_unit_and_id')
    .ifNotExists()
    .on('entries')
    .columns(['unit_id', 'entry_id'])
    .execute();
  await schema.dropIndex('entries_by_id').ifExists().execute();
};

export const idsByUnit: Migration = { up: orderIdsByUnit };
