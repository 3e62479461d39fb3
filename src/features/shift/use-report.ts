import { accountForSheets, type SheetAccount } from '#domain/paper/account-for-sheets.ts';
import type { Pad } from '#domain/paper/fold-ledger.ts';
import { closingWithWords } from '#domain/shift/closing-with-words.ts';
import { foldShift } from '#domain/shift/fold-shift.ts';
import { parseShiftId } from '#domain/shift/shift.ts';
import type { ClosedShift, VerdictCounts } from '#domain/shift/shift-closing.ts';
import { judgeStanding } from '#domain/shift/shift-standing.ts';
import { statementToHoles } from '#domain/shift/statement-to-holes.ts';
import type { ShiftTally } from '#domain/shift/shift-tally.ts';
import { readLedger } from '../../store/paper-ledger.ts';
import { readDevice } from '../../store/read-device.ts';
import { readOwnHoles } from '../../store/read-holes.ts';
import { readOwnTally } from '../../store/read-own-tally.ts';
import { readOfficers } from '../../store/read-officers.ts';
import { readShift, readToldSheets } from '../../store/read-shift.ts';
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
      const { records, closing: closedHere } = await readShift(live, shiftId);
      const closing = closingWithWords(closedHere, statement?.closings ?? []);
      const { pads } = await readLedger(live, device.unitId);
      const officers = await readOfficers(live, device.unitId);
      const lines = await readShiftLines(live, shiftId);
      const tally: ShiftTally = statement ?? (await readOwnTally(live, shiftId));
      return {
        shift,
        deviceName: device.deviceName,
        unit: await readUnit(live, device.unitId),
        facts: foldShift(shiftId, lines),
        closing,
        /** What counted when it was signed; null: it is not closed, or was by who could not know. */
        signed: closing === null || closing.verdicts === null ? null : toSigned(closing.verdicts),
        standing: judgeStanding(
          shift,
          {
            isUsed:
              records + tally.records + lines.length > 0 || (statement === null ? null : false),
            closedAtMs: closing?.wallMs ?? null,
          },
          nowMs,
        ),
        statement,
        tally,
        papers:
          signedPapers(closing, pads) ??
          accountForSheets(pads, shift, await readToldSheets(live, shift)),
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

const toSigned = (verdicts: VerdictCounts): Pick<ShiftTally, 'records' | 'verdicts'> => ({
  verdicts,
  records: Object.values(verdicts).reduce((sum, count) => sum + count, 0),
});

/** Sheets as they were signed, the missing ones with who held them. */
const signedPapers = (closing: ClosedShift | null, pads: readonly Pad[]): SheetAccount | null => {
  if (closing === null || closing.papers === null) return null;
  const holders = new Map(
    pads.flatMap(({ sheets }) => sheets.map(({ serial, holder }) => [serial, holder])),
  );
  const named = closing.exceptions.find(({ about }) => about === 'papers')?.names ?? [];
  return {
    ...closing.papers,
    missingSheets: named.map((serial) => ({ serial, holder: holders.get(serial) ?? null })),
  };
};
