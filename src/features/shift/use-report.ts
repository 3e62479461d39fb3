import { accountForSheets } from '#domain/paper/account-for-sheets.ts';
import { closingWithWords } from '#domain/shift/closing-with-words.ts';
import { foldShift } from '#domain/shift/fold-shift.ts';
import { parseShiftId } from '#domain/shift/shift.ts';
import { judgeStanding } from '#domain/shift/shift-standing.ts';
import { statementToHoles } from '#domain/shift/statement-to-holes.ts';
import type { ShiftTally } from '#domain/shift/shift-tally.ts';
import { readLedger } from '../../store/paper-ledger.ts';
import { readDevice } from '../../store/read-device.ts';
import { readOwnHoles } from '../../store/read-holes.ts';
import { readOwnTally } from '../../store/read-own-tally.ts';
import { readOfficers } from '../../store/read-officers.ts';
import { readShift } from '../../store/read-shift.ts';
import { readUnit } from '../../store/read-units.ts';
import { readShiftLines } from '../../store/shift-lines.ts';
import { readStatement } from '../../store/shift-statements.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';

/** Everything a report of a shift is made of, as far as this tablet knows it; undefined for a moment. */
export const useReport = (shiftId: string, nowMs: number) => {
  const { tablet } = useServices();
  return useLiveQuery(
    tablet.db,
    async (live) => {
      const device = await readDevice(live);
      const shift = parseShiftId(shiftId);
      if (device === null || shift === null) return null;
      const kept = await readStatement(live, shiftId);
      const statement = kept?.statement ?? null;
      const { records, closing } = await readShift(live, shiftId);
      const officers = await readOfficers(live, device.unitId);
      const lines = await readShiftLines(live, shiftId);
      const tally: ShiftTally = statement ?? (await readOwnTally(live, shiftId));
      return {
        shift,
        deviceName: device.deviceName,
        unit: await readUnit(live, device.unitId),
        facts: foldShift(shiftId, lines),
        closing: closingWithWords(closing, statement?.closings ?? []),
        standing: judgeStanding(
          shift,
          {
            isUsed: records + tally.records + lines.length > 0,
            closedAtMs: closing?.wallMs ?? null,
          },
          nowMs,
        ),
        statement,
        tally,
        papers: accountForSheets((await readLedger(live, device.unitId)).pads),
        holes:
          statement === null
            ? await readOwnHoles(live, shift.startsAtMs)
            : statementToHoles(statement, shift.startsAtMs),
        nameOf: (id: string): string =>
          officers.find(({ officerId }) => officerId === id)?.name ?? id,
      };
      // The minute is enough: what the rule says changes once in a shift.
    },
    [shiftId, Math.floor(nowMs / 60_000)],
  );
};

export type Report = NonNullable<ReturnType<typeof useReport>>;
