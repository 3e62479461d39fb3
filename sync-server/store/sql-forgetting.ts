import { sql, type Kysely, type UpdateObject } from 'kysely';
import { isHeld } from '#domain/retention/legal-hold.ts';
import { incidentsForgottenName } from './ledger-life.ts';
import type { RetentionTransactor } from './retention.ts';
import { hasBytes, retentionNoteName } from './sql-retention.ts';
import type { Tables } from './tables.ts';

const noBytes = new Uint8Array();

/** So that no push waits for more. */
const alertsAtOnce = 200;

export const sqlForgetting = (db: Kysely<Tables>): RetentionTransactor => ({
  forgetEntries: async (places) => {
    if (places.length === 0) return [];
    const keys = sql.join(
      places.map(
        ({ unitId, logId, position }) => sql`(${unitId}, ${logId}, cast(${position} as bigint))`,
      ),
    );
    const rows = await db
      .updateTable('entries')
      .set({ frame: noBytes })
      .where(sql<boolean>`(unit_id, log_id, position) in (values ${keys})`)
      .where(hasBytes)
      .returning(['unit_id', 'log_id', 'position', 'entry_id'])
      .execute();
    // What is counted of a crossing goes with it: from now on the statistics count it.
    await db
      .deleteFrom('crossing_facts')
      .where(sql<boolean>`(unit_id, log_id, position) in (values ${keys})`)
      .execute();
    for (const [unitId, own] of Map.groupBy(rows, (row) => row.unit_id)) {
      await db
        .updateTable('alerts')
        .set({ frame: noBytes })
        .where('unit_id', '=', unitId)
        .where(
          'entry_id',
          'in',
          own.map((row) => row.entry_id),
        )
        .where(hasBytes)
        .execute();
    }
    return rows.map((row) => ({
      unitId: row.unit_id,
      logId: row.log_id,
      position: row.position,
    }));
  },

  forgetAlerts: async (which) => {
    const rows = await db
      .selectFrom('alerts')
      .select(['unit_id', 'entry_id', 'shift_id', 'received_at'])
      .where(hasBytes)
      .$if(which === 'settled', (query) => query.where('settled', '=', 1).limit(alertsAtOnce))
      .$if(which !== 'settled', (query) =>
        query.where('received_at', '<=', which === 'settled' ? 0 : which.receivedThrough),
      )
      .execute();
    const holds = which === 'settled' ? [] : which.holds;
    const due = rows.filter(
      (row) =>
        !isHeld(
          {
            unitId: row.unit_id,
            shiftId: row.shift_id,
            subjectId: null,
            entryId: row.entry_id,
            receivedAtMs: row.received_at,
          },
          holds,
        ),
    );
    for (const { unit_id: unitId, entry_id: entryId } of due) {
      await db
        .updateTable('alerts')
        .set({ frame: noBytes })
        .where('unit_id', '=', unitId)
        .where('entry_id', '=', entryId)
        .execute();
    }
    return due.length;
  },

  forgetIncidents: async (receivedThrough) => {
    const { numDeletedRows } = await db
      .deleteFrom('incidents')
      .where('received_at', '<=', receivedThrough)
      .executeTakeFirstOrThrow();
    const count = Number(numDeletedRows);
    if (count > 0) await addToIncidentsForgotten(db, count);
    return count;
  },

  forgetEnrolCodes: async (expiredThrough) => {
    const { numDeletedRows } = await db
      .deleteFrom('enrol_codes')
      .where('expires_at', '<=', expiredThrough)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  },

  forgetEndingReasons: async (endedThrough) => {
    const { numUpdatedRows } = await db
      .updateTable('device_endings')
      .set({ reason: '' })
      .where('ended_at', '<=', endedThrough)
      .where('reason', '<>', '')
      .executeTakeFirstOrThrow();
    return Number(numUpdatedRows);
  },

  addStatistics: async (cells) => {
    const counted = Map.groupBy(cells, (cell) =>
      [cell.unitId, cell.fromMs, cell.question, cell.answer].join(' '),
    );
    // In one order, so that two servers never wait for each other's rows.
    const rows = [...counted]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([, same]) =>
        same.slice(0, 1).map((cell) => ({
          unit_id: cell.unitId,
          from_ms: cell.fromMs,
          question: cell.question,
          answer: cell.answer,
          crossings: same.length,
        })),
      );
    if (rows.length === 0) return;
    await db
      .insertInto('crossing_statistics')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['unit_id', 'from_ms', 'question', 'answer']).doUpdateSet((row) => ({
          crossings: row('crossing_statistics.crossings', '+', row.ref('excluded.crossings')),
        })),
      )
      .execute();
  },

  noteForgotten: async ({ runId, rule, begunAtMs, forgotten }) => {
    await db
      .insertInto('retention_runs')
      .values({ run_id: runId, rule, begun_at: begunAtMs, forgotten })
      .onConflict((conflict) =>
        conflict
          .columns(['run_id', 'rule'])
          .doUpdateSet((row) => ({ forgotten: row('retention_runs.forgotten', '+', forgotten) })),
      )
      .execute();
  },

  keepRetentionNote: async (value) => {
    await db
      .insertInto('server_meta')
      .values({ key: retentionNoteName, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute();
  },

  insertHold: async ({ subjectIds, ...hold }) => {
    await db
      .insertInto('legal_holds')
      .values({
        hold_id: hold.holdId,
        unit_id: hold.unitId,
        shift_id: hold.shiftId,
        from_ms: hold.fromMs,
        until_ms: hold.untilMs,
        subject_ids: subjectIds === null ? null : JSON.stringify(subjectIds),
        reason: hold.reason,
        placed_at: hold.placedAtMs,
        released_at: null,
      })
      .execute();
  },

  releaseHold: async (holdId, releasedAtMs) => {
    const { numUpdatedRows } = await db
      .updateTable('legal_holds')
      .set({ released_at: releasedAtMs } satisfies UpdateObject<Tables, 'legal_holds'>)
      .where('hold_id', '=', holdId)
      .where('released_at', 'is', null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  },
});

/** The note beside the ledger counts incidents: without these it would take the ledger for an older copy. */
const addToIncidentsForgotten = async (db: Kysely<Tables>, count: number): Promise<void> => {
  await db
    .insertInto('server_meta')
    .values({ key: incidentsForgottenName, value: String(count) })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        value: sql<string>`cast(cast(server_meta.value as bigint) + ${sql.lit(count)} as text)`,
      }),
    )
    .execute();
};
