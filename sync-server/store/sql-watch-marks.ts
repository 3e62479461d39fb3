import type { Kysely, Transaction } from 'kysely';
import { watchKeyName } from './sql-secrets.ts';
import type { Tables } from './tables.ts';
import type { WatchMark, WatchReader, WatchTransactor } from './watch-marks.ts';

const headName = 'watchlist';
const floorName = 'watchlist-floor';
/** Values a statement takes, with room. */
const rowsAtOnce = 500;

const counterOf = async (db: Kysely<Tables>, scope: string): Promise<number> => {
  const row = await db
    .selectFrom('feed_counters')
    .select('head')
    .where('scope', '=', scope)
    .executeTakeFirst();
  return row?.head ?? 0;
};

export const sqlWatchReader = (db: Kysely<Tables>): WatchReader => ({
  watchKey: async () => {
    const row = await db
      .selectFrom('server_meta')
      .select('value')
      .where('key', '=', watchKeyName)
      .executeTakeFirst();
    return row?.value ?? null;
  },

  watchHead: () => counterOf(db, headName),
  watchFloor: () => counterOf(db, floorName),

  listWatchMarks: async (after, limit) => {
    const rows = await db
      .selectFrom('watch_marks')
      .select(['mark', 'kind', 'seq'])
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(limit)
      .execute();
    // Nothing else is ever written there.
    return rows.map((row) => ({ ...row, kind: row.kind as WatchMark['kind'] }));
  },

  countWatchMarks: async () => {
    const row = await db
      .selectFrom('watch_marks')
      .select((select) => select.fn.countAll<number | string>().as('marks'))
      .where('kind', 'is not', null)
      .executeTakeFirstOrThrow();
    return Number(row.marks);
  },
});

export const sqlWatchTransactor = (db: Transaction<Tables>): WatchTransactor => ({
  keepWatchKey: async (key) => {
    await db
      .insertInto('server_meta')
      .values({ key: watchKeyName, value: key })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
  },

  putWatchMarks: async (marks, kind, nowMs) => {
    // Whoever changes the list next waits for this row.
    const { head } = await db
      .insertInto('feed_counters')
      .values({ scope: headName, head: marks.length })
      .onConflict((conflict) =>
        conflict
          .column('scope')
          .doUpdateSet((update) => ({ head: update('feed_counters.head', '+', marks.length) })),
      )
      .returning('head')
      .executeTakeFirstOrThrow();
    const first = head - marks.length + 1;
    for (let from = 0; from < marks.length; from += rowsAtOnce) {
      const rows = marks
        .slice(from, from + rowsAtOnce)
        .map((mark, index) => ({ mark, kind, seq: first + from + index, changed_at: nowMs }));
      await db
        .insertInto('watch_marks')
        .values(rows)
        .onConflict((conflict) =>
          conflict.column('mark').doUpdateSet((update) => ({
            kind: update.ref('excluded.kind'),
            seq: update.ref('excluded.seq'),
            changed_at: update.ref('excluded.changed_at'),
          })),
        )
        .execute();
    }
    return head;
  },

  dropWithdrawnMarks: async (beforeMs) => {
    const due = await db
      .selectFrom('watch_marks')
      .select((select) => select.fn.max('seq').as('last'))
      .where('kind', 'is', null)
      .where('changed_at', '<', beforeMs)
      .executeTakeFirst();
    if (due === undefined || due.last === null) return;
    const { last } = due;
    await db
      .deleteFrom('watch_marks')
      .where('kind', 'is', null)
      .where('changed_at', '<', beforeMs)
      .execute();
    await db
      .insertInto('feed_counters')
      .values({ scope: floorName, head: last })
      .onConflict((conflict) => conflict.column('scope').doUpdateSet({ head: last }))
      .execute();
  },
});
