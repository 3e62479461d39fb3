import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';
import type { UnitStandReader } from './unit-stands.ts';

export const sqlUnitStandReader = (db: Kysely<Tables>): UnitStandReader => ({
  listStands: async ({ unitId, receivedSinceMs }) => {
    const told = db
      .selectFrom('entries')
      .select(['unit_id', 'entry_id', 'frame'])
      .select(({ fn }) =>
        fn
          .agg<number>('row_number')
          .over((over) => over.partitionBy(['unit_id', 'log_id']).orderBy('position', 'desc'))
          .as('rank'),
      )
      .where('kind', '=', 'unit.stood')
      .where('status', '=', 'applied')
      .where('received_at', '>=', receivedSinceMs)
      .$if(unitId !== null, (query) => query.where('unit_id', '=', unitId));
    const rows = await db
      .selectFrom(told.as('told'))
      .selectAll()
      .where('rank', '=', 1)
      .orderBy('unit_id')
      .orderBy('entry_id')
      .execute();
    return rows
      .filter(({ frame }) => frame.length > 0)
      .map((row) => ({ unitId: row.unit_id, entryId: row.entry_id, frame: row.frame }));
  },
});
