import { accountForSheets } from '#domain/paper/account-for-sheets.ts';
import type { Ledger } from '#domain/paper/fold-ledger.ts';
import type { Completeness } from '#domain/shift/completeness.ts';
import { judgeClosing, type ClosingLine, type Hole } from '#domain/shift/judge-closing.ts';
import { parseShiftId } from '#domain/shift/shift.ts';
import type { ShiftStanding } from '#domain/shift/shift-standing.ts';
import { statementToHoles } from '#domain/shift/statement-to-holes.ts';
import { countDrafts } from '../../store/drafts.ts';
import { readLedger } from '../../store/paper-ledger.ts';
import { readDevice } from '../../store/read-device.ts';
import { readOwnHoles } from '../../store/read-holes.ts';
import { readToldSheets } from '../../store/read-shift.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import type { Stated } from './use-statement.ts';

type Seen = {
  readonly shiftId: string;
  /** Null: the server has not been reached. */
  readonly completeness: Completeness | null;
  readonly stated: Stated;
  readonly standing: ShiftStanding;
  /** How many sheets the unit's other tablets said are half typed on them; null: they did not say. */
  readonly others: readonly { readonly deviceName: string; readonly count: number | null }[];
};

export type ClosingView = {
  readonly lines: readonly ClosingLine[];
  readonly papers: ReturnType<typeof accountForSheets>;
  /** Serials of sheets that two people tell differently. */
  readonly doubtful: readonly string[];
  readonly holes: readonly Hole[];
  readonly isOnline: boolean;
};

const doubtfulOf = ({ pads, strays }: Ledger, told: ReadonlySet<string>): string[] =>
  [
    ...pads
      .flatMap(({ sheets }) => sheets)
      .filter(({ contradictions }) => contradictions.length > 0)
      .map(({ serial }) => serial),
    ...strays.filter(({ standing }) => standing.length > 1).map(({ serial }) => serial),
  ].filter((serial) => !told.has(serial));

/** The list that a shift is closed by, from what the server states and what this tablet knows; undefined for a moment. */
export const useClosing = ({
  shiftId,
  completeness,
  stated,
  standing,
  others,
}: Seen): ClosingView | undefined => {
  const { tablet } = useServices();
  const shift = parseShiftId(shiftId);
  const sinceMs = shift?.startsAtMs ?? 0;
  const here = useLiveQuery(
    tablet.db,
    async (live) => {
      const device = await readDevice(live);
      return {
        deviceName: device?.deviceName ?? '',
        ledger: await readLedger(live, device?.unitId ?? ''),
        drafts: await countDrafts(live),
        ownHoles: await readOwnHoles(live, sinceMs),
        told: shift === null ? new Set<string>() : await readToldSheets(live, shift),
      };
    },
    [shiftId],
  );
  if (here === undefined || shift === null) return undefined;
  const papers = accountForSheets(here.ledger.pads, shift, here.told);
  const doubtful = doubtfulOf(here.ledger, here.told);
  const statement = stated.state === 'fresh' ? stated.statement : null;
  const isOnline = statement !== null && completeness !== null;
  const toldHoles = statement && statementToHoles(statement, sinceMs);
  const holes = toldHoles ?? here.ownHoles;
  return {
    papers,
    doubtful,
    holes,
    isOnline,
    lines: judgeClosing({
      completeness,
      // Its own are bad news also when those of the others cannot be known.
      holes: toldHoles ?? (here.ownHoles.length > 0 ? here.ownHoles : null),
      papers: { ...papers, doubtful },
      drafts: [{ deviceName: here.deviceName, count: here.drafts }, ...others],
      open: statement && {
        conflicts: statement.conflicts,
        duplicates: statement.duplicates,
        quarantined: statement.quarantined,
        referrals: statement.referrals.filter(({ state }) => state === 'raised').length,
      },
      isForgotten: standing.state === 'closed-by-rule',
      hasSecondFactor: isOnline,
    }),
  };
};
