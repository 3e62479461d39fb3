import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { uuidV8 } from '../core/uuid.ts';
import type { ShiftLine, ShiftLineOf } from './shift-line.ts';

type Opening = ShiftLineOf<'shift.opened'>;
type Signing = ShiftLineOf<'duty.signed'>;
type Signature = ShiftLineOf<'shift.handed-over'>;

export type Duty = {
  readonly officer: string;
  readonly state: 'on' | 'off';
  readonly wallMs: number;
  /** Who said so. */
  readonly saidBy: string;
};

type HandOver = {
  readonly handOverId: string;
  readonly into: string;
  readonly gives: { readonly officer: string; readonly wallMs: number } | null;
  readonly takes: { readonly officer: string; readonly wallMs: number } | null;
  /** Both have signed, and each for the other. */
  readonly isWhole: boolean;
};

export type ShiftFacts = {
  /** As it was last said; null: nobody has opened it. */
  readonly opening: Opening | null;
  /** Two supervisors opened it without knowing of each other. */
  readonly openedTwice: boolean;
  /** Of each officer who ever signed, by officer id. */
  readonly duties: readonly Duty[];
  /** In the order of their ids, which is that of their minting. */
  readonly handOvers: readonly HandOver[];
  /** Who answers for it: who opened it first, or has it from that one by hand-overs. Null: nobody has said so. */
  readonly supervisor: string | null;
};

/** The subject of everything that is said of a shift as a whole. */
export const shiftToSubjectId = (shiftId: string): string =>
  uuidV8(sha256(utf8ToBytes(`chot shift ${shiftId}`)).subarray(0, 16));

/** Those that nobody who spoke later had seen, the greatest id first. */
const headsOf = <Line extends ShiftLine>(lines: readonly Line[]): Line[] => {
  const seen = new Set(lines.flatMap(({ basedOn }) => basedOn));
  return lines
    .filter(({ entryId }) => !seen.has(entryId))
    .toSorted((left, right) => (left.entryId < right.entryId ? 1 : -1));
};

/**
 * What is known of a shift. It follows from the set of lines: neither the order of arrival nor a line that came
 * twice changes anything [SHIFT-6]. Clocks are shown and decide nothing.
 */
export const foldShift = (shiftId: string, lines: Iterable<ShiftLine>): ShiftFacts => {
  const byId = new Map(
    [...lines].filter((line) => line.shiftId === shiftId).map((line) => [line.entryId, line]),
  );
  const mine = [...byId.values()];
  const openings = headsOf(mine.filter((line): line is Opening => line.kind === 'shift.opened'));
  const signings = mine.filter((line): line is Signing => line.kind === 'duty.signed');
  const signatures = mine.filter((line): line is Signature => line.kind === 'shift.handed-over');
  const opening = openings[0] ?? null;
  const handOvers = [...Map.groupBy(signatures, ({ handOverId }) => handOverId)]
    .map(([handOverId, both]) => toHandOver(handOverId, both))
    .toSorted((left, right) => (left.handOverId < right.handOverId ? -1 : 1));
  const first = opening === null ? null : firstOf(opening, byId);
  return {
    opening,
    openedTwice: openings.length > 1,
    duties: [...Map.groupBy(signings, ({ data }) => data.officer)]
      .map(([officer, of]) => toDuty(officer, headsOf(of)))
      .toSorted((left, right) => (left.officer < right.officer ? -1 : 1)),
    handOvers,
    supervisor: handOvers
      .filter(({ isWhole, into }) => isWhole && into === shiftId)
      .reduce(
        (supervisor, { gives, takes }) =>
          supervisor === null || supervisor === gives?.officer
            ? (takes?.officer ?? null)
            : supervisor,
        first?.officer ?? null,
      ),
  };
};

/** The opening that all the later ones go back to: who changes a plan does not take the shift. */
const firstOf = (last: Opening, byId: ReadonlyMap<string, ShiftLine>): Opening => {
  const passed = new Set<string>();
  let first = last;
  while (!passed.has(first.entryId)) {
    passed.add(first.entryId);
    const [before] = first.basedOn
      .map((id) => byId.get(id))
      .filter((line): line is Opening => line?.kind === 'shift.opened')
      .toSorted((left, right) => (left.entryId < right.entryId ? -1 : 1));
    first = before ?? first;
  }
  return first;
};

/** Ids that the next line of the same sort is based on. */
export const openingHeads = (shiftId: string, lines: readonly ShiftLine[]): string[] =>
  headsOf(lines.filter((line) => line.kind === 'shift.opened' && line.shiftId === shiftId)).map(
    ({ entryId }) => entryId,
  );

export const dutyHeads = (
  shiftId: string,
  officer: string,
  lines: readonly ShiftLine[],
): string[] =>
  headsOf(
    lines.filter(
      (line) =>
        line.kind === 'duty.signed' && line.shiftId === shiftId && line.data.officer === officer,
    ),
  ).map(({ entryId }) => entryId);

/** Where two tablets contradict each other somebody is taken to be there: nobody is sent home by a mistake. */
const toDuty = (officer: string, heads: readonly Signing[]): Duty => {
  const last = heads.find(({ data }) => data.to === 'on') ?? heads[0];
  return {
    officer,
    state: last?.data.to ?? 'off',
    wallMs: last?.wallMs ?? 0,
    saidBy: last?.officer ?? officer,
  };
};

/** Should a foreign client sign one side twice, the lesser entry id stands. */
const toHandOver = (handOverId: string, both: readonly Signature[]): HandOver => {
  const sideOf = (side: Signature['data']['side']): Signature | undefined =>
    both
      .filter(({ data }) => data.side === side)
      .toSorted((left, right) => (left.entryId < right.entryId ? -1 : 1))[0];
  const gives = sideOf('gives');
  const takes = sideOf('takes');
  const signed = (line: Signature | undefined) =>
    line === undefined ? null : { officer: line.officer, wallMs: line.wallMs };
  return {
    handOverId,
    into: (takes ?? gives)?.data.into ?? '',
    gives: signed(gives),
    takes: signed(takes),
    isWhole:
      gives !== undefined &&
      takes !== undefined &&
      gives.officer !== takes.officer &&
      gives.data.with === takes.officer &&
      takes.data.with === gives.officer &&
      gives.data.into === takes.data.into,
  };
};
