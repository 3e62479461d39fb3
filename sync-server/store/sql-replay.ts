import type { Kysely, UpdateObject } from 'kysely';
import { isCrossing } from './plan-custody.ts';
import { markSubjects } from './sql-hour-tallies.ts';
import { hasBytes } from './sql-retention.ts';
import type { EntryVerdict, StoredEntry, StoreTransactor } from './store.ts';
import { rowToEntry } from './stored-entry.ts';
import type { Tables } from './tables.ts';

/** Entries that an older build could not read, judged again. */
export const sqlReplay = (
  db: Kysely<Tables>,
): Pick<StoreTransactor, 'listQuarantined' | 'hashesTakenUnder' | 'settleQuarantined'> => ({
  listQuarantined: async (reasons, after, limit) => {
    const rows = await db
      .selectFrom('entries')
      .selectAll()
      .where('status', '=', 'quarantined')
      .where('reason', 'in', reasons)
      .where(hasBytes)
      .$if(after !== null, (query) =>
        query.where((where) =>
          where(
            where.refTuple('unit_id', 'log_id', 'position'),
            '>',
            where.tuple(after?.unitId ?? '', after?.logId ?? '', after?.position ?? 0),
          ),
        ),
      )
      .orderBy('unit_id')
      .orderBy('log_id')
      .orderBy('position')
      .limit(limit)
      .execute();
    return rows.map(rowToEntry);
  },

  hashesTakenUnder: async ({ unitId, entryId }) => {
    const rows = await db
      .selectFrom('entries')
      .select('hash')
      .where('entry_id', '=', entryId)
      .where('unit_id', '=', unitId)
      .where('status', 'in', ['applied', 'duplicate'])
      .execute();
    return rows.map(({ hash }) => hash);
  },

  settleQuarantined: async (entry, verdict) => {
    const { kind, subjectId, shiftId, status, reason } = verdict;
    const { numUpdatedRows } = await db
      .updateTable('entries')
      .set({ kind, subject_id: subjectId, shift_id: shiftId, status, reason })
      .where('unit_id', '=', entry.unitId)
      .where('log_id', '=', entry.logId)
      .where('position', '=', entry.position)
      // Another server that starts at the same time may have been first.
      .where('status', '=', 'quarantined')
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return false;
    await correctTallies(db, entry, verdict);
    await applyEffect(db, entry, verdict);
    await markSubjects(db, entry.unitId, subjectsToFold(verdict));
    return true;
  },
});

const correctTallies = async (
  db: Kysely<Tables>,
  entry: StoredEntry,
  verdict: EntryVerdict,
): Promise<void> => {
  const crossings = Number(isCrossing(verdict)) - Number(isCrossing(entry));
  const released = verdict.status === 'quarantined' ? 0 : 1;
  await db
    .updateTable('log_tallies')
    .set((row): UpdateObject<Tables, 'log_tallies'> => ({
      crossings: row('crossings', '+', crossings),
      quarantined: row('quarantined', '-', released),
    }))
    .where('unit_id', '=', entry.unitId)
    .where('log_id', '=', entry.logId)
    .execute();
};

/** A record is counted when it is folded: what leaves the quarantine is seldom and needs no haste. */
const subjectsToFold = ({ effect }: EntryVerdict): readonly string[] => {
  if (effect?.kind === 'record') return [effect.recordId];
  return effect?.kind === 'merge' ? effect.about : [];
};

const applyEffect = async (
  db: Kysely<Tables>,
  { unitId, logId, position }: StoredEntry,
  { effect }: EntryVerdict,
): Promise<void> => {
  const place = { unit_id: unitId, log_id: logId, position };
  if (effect?.kind === 'record') {
    const shift_id = effect.shiftId;
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('records')
      .values({ ...place, record_id: effect.recordId, shift_id })
      .onConflict((conflict) => conflict.columns(['unit_id', 'record_id']).doNothing())
      .executeTakeFirst();
    const records = Number(numInsertedOrUpdatedRows ?? 0n);
    await db
      .insertInto('shift_tallies')
      .values({ unit_id: unitId, log_id: logId, shift_id, records })
      .onConflict((conflict) =>
        conflict
          .columns(['unit_id', 'log_id', 'shift_id'])
          .doUpdateSet((row) => ({ records: row('shift_tallies.records', '+', records) })),
      )
      .execute();
  }
  if (effect?.kind === 'closing') {
    const { shiftId, officer, wallMs, records, body } = effect;
    await db
      .insertInto('shift_closings')
      .values({
        ...place,
        shift_id: shiftId,
        officer,
        wall_ms: wallMs,
        records,
        body: JSON.stringify(body),
      })
      .execute();
  }
};
