import type { Entry } from '#domain/log/entry.ts';
import { correctedMs, kinOf, type Comparable } from '#domain/matching/kin.ts';
import { findSameCrossings } from '#domain/matching/same-crossing.ts';
import { foldSubject } from '#domain/merge/fold-subject.ts';
import { isPairEntry, settlePairs, type SettledPair } from '#domain/merge/settle-pairs.ts';
import { parseShiftId, shiftAt, type Shift } from '#domain/shift/shift.ts';
import { openEntries } from '../shift/read-window.ts';
import { firstOf, openAbout, saidOf, type OpenPorts } from './open-about.ts';
import { recordPages, type ExportedShift } from './record-pages.ts';

/** What a tablet sends before its shift begins, by a clock that is wrong. */
const earlyMs = 2 * 3_600_000;

/**
 * As which record each crossing of a shift was first seen, those that were voided left out [MERGE-7] [MERGE-9]. Who is
 * seen at the end of one shift may be seen again in the next. Of each record only what is compared is in memory.
 * @returns by record id
 */
export const readFirstSeen = async (
  ports: OpenPorts,
  { unitId, shiftId }: ExportedShift,
): Promise<Map<string, string>> => {
  const shift = parseShiftId(shiftId);
  if (shift === null) return new Map();
  const seen: Comparable[] = [];
  for (const beside of [shift.startsAtMs - 1, shift.startsAtMs, shift.endsAtMs]) {
    const pages = recordPages(ports.store, { unitId, shiftId: shiftAt(unitId, beside).shiftId });
    for await (const recordIds of pages) {
      seen.push(...(await readComparables(ports, unitId, recordIds)));
    }
  }
  const settled = await readSettled(ports, unitId, shift);
  const known = new Set(seen.map(({ recordId }) => recordId));
  const farther = settled.flatMap(({ recordIds }) => recordIds.filter((id) => !known.has(id)));
  seen.push(...(await readComparables(ports, unitId, farther)));
  return findSameCrossings(seen, settled);
};

const readComparables = async (
  ports: OpenPorts,
  unitId: string,
  recordIds: readonly string[],
): Promise<Comparable[]> =>
  [...(await openAbout(ports, unitId, recordIds)).values()].flatMap(toComparable);

const toComparable = (about: readonly Entry[]): Comparable[] =>
  firstOf(about, 'crossing').flatMap((recorded) => {
    const { merged } = foldSubject(recorded, saidOf(about, 'crossing'));
    if (merged.voiding !== null) return [];
    const { subjectId: recordId, time } = recorded;
    const kin = kinOf(merged.data, null);
    return [{ recordId, atMs: correctedMs(time), direction: null, kin }];
  });

const readSettled = async (
  ports: OpenPorts,
  unitId: string,
  { startsAtMs }: Shift,
): Promise<SettledPair[]> => {
  const said = { unitId, status: 'applied', receivedSinceMs: startsAtMs - earlyMs } as const;
  const stored = [
    ...(await ports.store.listEntries({ ...said, kind: 'duplicate.settled' })),
    ...(await ports.store.listEntries({ ...said, kind: 'settling.taken-back' })),
  ];
  const opened = await openEntries(ports, stored);
  return settlePairs(opened.map(({ entry }) => entry).filter(isPairEntry)).settled;
};
