import type { CustodyRequest } from '../custody-request.ts';
import type { CustodyPlan } from '../plan-custody.ts';
import { textArray, type Session } from './session.ts';

/** Keeps alerts and incidents, once each. @returns how many were not held before */
export const keepBeside = async (
  session: Session,
  { unitId, logId, deviceId, report }: CustodyRequest,
  { decision, incidents }: CustodyPlan,
): Promise<number> => {
  let kept = 0;
  if (decision.alertsToSettle.length > 0) {
    await session(
      'settle-alerts',
      'update alerts set settled = 1 where unit_id = $1 and entry_id = any ($2::text[])',
      [unitId, textArray(decision.alertsToSettle)],
    );
  }
  for (const { entryId, position, hash, frame, kind, shiftId } of decision.alertsToKeep) {
    const rows = await session(
      'keep-alert',
      `insert into alerts (unit_id, entry_id, device_id, log_id, position, hash, frame, kind,
         shift_id, received_at, settled) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0)
       on conflict do nothing returning 1 as kept`,
      [unitId, entryId, deviceId, logId, position, hash, frame, kind, shiftId, report.contactAtMs],
    );
    kept += rows.length;
  }
  for (const { incidentId, code, wallMs, ...where } of incidents) {
    const rows = await session(
      'keep-incident',
      `insert into incidents (unit_id, incident_id, device_id, code, wall_ms, log_id, position,
         count, received_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict do nothing returning 1 as kept`,
      [
        unitId,
        incidentId,
        deviceId,
        code,
        wallMs,
        where.logId ?? null,
        where.position ?? null,
        where.count ?? null,
        report.contactAtMs,
      ],
    );
    kept += rows.length;
  }
  return kept;
};
