import { sql, type Kysely } from 'kysely';
import { hourMs, hourOf } from '#domain/board/counted.ts';
import type { BoardReader } from './board-marks.ts';
import type { Tables } from './tables.ts';

const unitPrefix = 'unit:';

export const sqlBoardReader = (db: Kysely<Tables>): BoardReader => ({
  readBoardMarks: async () => {
    const devices = await db
      .selectFrom('devices')
      .select(['unit_id', ({ fn }) => fn.countAll<number>().as('devices')])
      .select(({ fn }) => fn.max('last_contact_at').as('heard_at'))
      .groupBy('unit_id')
      .execute();
    const endings = await db
      .selectFrom('device_endings')
      .select(['unit_id', ({ fn }) => fn.countAll<number>().as('ended')])
      .groupBy('unit_id')
      .execute();
    const heads = await db
      .selectFrom('feed_counters')
      .select(['scope', 'head'])
      .where('scope', 'like', `${unitPrefix}%`)
      .execute();
    const tallies = await db.selectFrom('tally_heads').selectAll().execute();
    const marks = new Map<string, string>();
    const add = (unitId: string, ...parts: readonly unknown[]): void => {
      marks.set(unitId, [marks.get(unitId), ...parts].join(' '));
    };
    for (const row of devices) add(row.unit_id, row.devices, row.heard_at);
    for (const row of endings) add(row.unit_id, 'ended', row.ended);
    for (const row of heads) add(row.scope.slice(unitPrefix.length), 'head', row.head);
    for (const row of tallies) add(row.unit_id, 'tally', row.seq);
    return marks;
  },

  countOpenReferrals: async () => {
    const rows = await db
      .selectFrom('referrals')
      .select(['unit_id', ({ fn }) => fn.countAll<number>().as('open')])
      .where('state', '<>', 'closed')
      .groupBy('unit_id')
      .execute();
    return new Map(rows.map((row) => [row.unit_id, row.open]));
  },

  countWaitingByUnit: async () => {
    const rows = await db
      .selectFrom('identity_checks')
      .select(['unit_id', ({ fn }) => fn.countAll<number>().as('waiting')])
      .where('state', '=', 'waiting')
      .groupBy('unit_id')
      .execute();
    return new Map(rows.map((row) => [row.unit_id, row.waiting]));
  },

  countWaitingByHour: async (unitId, fromMs) => {
    const rows = await db
      .selectFrom('identity_checks')
      .select(sql<number>`queued_at / ${sql.lit(hourMs)}`.as('hour'))
      .select(({ fn }) => fn.countAll<number>().as('waiting'))
      .where('unit_id', '=', unitId)
      .where('state', '=', 'waiting')
      .where('queued_at', '>=', fromMs)
      .groupBy('hour')
      .execute();
    return new Map(rows.map((row) => [hourOf(row.hour * hourMs), row.waiting]));
  },
});
