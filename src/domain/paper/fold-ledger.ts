import { headsOf, orderCausally, type Placed } from '../merge/order-causally.ts';
import { readTyped, type TypedSheet } from './read-typed.ts';
import type { PaperLine, PaperLineOf } from './paper-line.ts';
import { serialsBetween } from './serial.ts';

type Handling = PaperLineOf<'sheets.handed-out' | 'sheets.returned' | 'sheets.spoiled'>;
type Issue = PaperLineOf<'pad.issued'>;
type SpoilReason = PaperLineOf<'sheets.spoiled'>['data']['reason'];

/** What two people said of one sheet that cannot both be; for a person to settle. */
type Contradiction =
  | 'issued-twice'
  | 'typed-twice'
  | 'spoiled-and-typed'
  | 'returned-and-typed'
  | 'handled-otherwise';

export type Sheet = {
  readonly serial: string;
  readonly number: number;
  readonly state: 'issued' | 'handed-out' | 'returned' | 'spoiled' | 'typed';
  /** Who has it, or had it last; null: it was never handed out. */
  readonly holder: string | null;
  /** When it was handed out last; null: it never was. By the clock of the tablet, as all here. */
  readonly takenAtMs: number | null;
  /** When it was typed, spoiled or returned; null: it still is at hand. */
  readonly endedAtMs: number | null;
  readonly reason: SpoilReason | null;
  /** Declarations that were typed from it. */
  readonly declarationIds: readonly string[];
  readonly contradictions: readonly Contradiction[];
};

export type Pad = Issue['data'] & {
  readonly padId: string;
  readonly officer: string;
  readonly wallMs: number;
  readonly sheets: readonly Sheet[];
  /** What the next entry about the pad is based on. */
  readonly heads: readonly string[];
};

export type Ledger = {
  /** The newest first. */
  readonly pads: readonly Pad[];
  /** Serials that were typed and are of no pad. */
  readonly strays: readonly (TypedSheet & { readonly serial: string })[];
  /** Lines that wait for the pad they are about, or for what they are based on. */
  readonly waiting: number;
};

/**
 * What became of every sheet that a unit printed. It follows from the set of lines: neither the order of arrival
 * nor a line that came twice changes anything, and what contradicts itself is kept and shown [SERIAL-3].
 * @param prefix how the unit's serials begin
 */
export const foldLedger = (prefix: string, lines: Iterable<PaperLine>): Ledger => {
  const byId = new Map([...lines].map((line) => [`${line.entryId} ${line.kind}`, line]));
  const issues = new Map<string, Issue>();
  const handlings = new Map<string, Handling[]>();
  for (const line of byId.values()) {
    if (line.kind === 'pad.issued') {
      const known = issues.get(line.padId);
      // A pad is issued once. Should a foreign client do it again, the lesser entry id stands.
      if (known === undefined || line.entryId < known.entryId) issues.set(line.padId, line);
    } else if ('padId' in line) {
      handlings.set(line.padId, [...(handlings.get(line.padId) ?? []), line]);
    }
  }
  const typed = readTyped([...byId.values()]);
  const timesIssued = new Map<string, number>();
  for (const { data } of issues.values()) {
    for (const { serial } of serialsBetween(prefix, data)) {
      timesIssued.set(serial, (timesIssued.get(serial) ?? 0) + 1);
    }
  }
  let waiting = 0;
  const pads = [...issues.values()].map((issue): Pad => {
    const { padId, entryId, officer, wallMs, data } = issue;
    const { placed, parked } = orderCausally(entryId, handlings.get(padId) ?? []);
    handlings.delete(padId);
    waiting += parked.length;
    const heads = headsOf(placed).map(({ entry }) => entry.entryId);
    return {
      ...data,
      padId,
      officer,
      wallMs,
      heads: heads.length === 0 ? [entryId] : heads.toSorted(),
      sheets: serialsBetween(prefix, data).map(({ serial, number }) =>
        readSheet(
          { serial, number },
          placed.filter(({ entry }) => entry.data.from <= number && number <= entry.data.to),
          typed.get(serial) ?? null,
          timesIssued.get(serial) === 1,
        ),
      ),
    };
  });
  const homeless = [...handlings.values()].flat().length;
  return {
    pads: pads.toSorted(newestFirst),
    strays: [...typed]
      .filter(([serial]) => !timesIssued.has(serial))
      .map(([serial, sheet]) => ({ serial, ...sheet }))
      .toSorted((left, right) => (left.serial < right.serial ? -1 : 1)),
    waiting: waiting + homeless,
  };
};

const newestFirst = (left: Pad, right: Pad): number =>
  right.wallMs - left.wallMs || (left.padId < right.padId ? -1 : 1);

const stateByKind = {
  'sheets.handed-out': 'handed-out',
  'sheets.returned': 'returned',
  'sheets.spoiled': 'spoiled',
} as const;

const readSheet = (
  place: Pick<Sheet, 'serial' | 'number'>,
  handled: readonly Placed<Handling>[],
  typed: TypedSheet | null,
  isOnlyOne: boolean,
): Sheet => {
  const lasts = headsOf(handled)
    .map(({ entry }) => entry)
    .toSorted((left, right) => (left.entryId < right.entryId ? 1 : -1));
  const [last] = lasts;
  const handling = last === undefined ? 'issued' : stateByKind[last.kind];
  const handedOut = handled
    .filter(({ entry }) => entry.kind === 'sheets.handed-out')
    .toSorted((left, right) => (isLater(left, right) ? -1 : 1))[0]?.entry;
  const isStanding = typed !== null && typed.standing.length > 0;
  const doubts: readonly [Contradiction, boolean][] = [
    ['issued-twice', !isOnlyOne],
    ['typed-twice', typed !== null && typed.standing.length > 1],
    ['spoiled-and-typed', handling === 'spoiled' && isStanding],
    ['returned-and-typed', handling === 'returned' && isStanding],
    ['handled-otherwise', lasts.some((other) => last !== undefined && !isAlike(last, other))],
  ];
  return {
    ...place,
    state: typed === null ? handling : 'typed',
    holder: handedOut?.kind === 'sheets.handed-out' ? handedOut.data.officer : null,
    takenAtMs: handedOut?.wallMs ?? null,
    endedAtMs:
      typed?.typedAtMs ??
      (handling === 'spoiled' || handling === 'returned' ? (last?.wallMs ?? null) : null),
    reason: last?.kind === 'sheets.spoiled' ? last.data.reason : null,
    declarationIds: typed?.declarationIds ?? [],
    contradictions: doubts.filter(([, holds]) => holds).map(([which]) => which),
  };
};

/** Whether the first had seen the second; of two that knew nothing of each other, whose id is greater. */
const isLater = (one: Placed<Handling>, other: Placed<Handling>): boolean => {
  if ((one.ancestors & other.bit) !== 0n) return true;
  if ((other.ancestors & one.bit) !== 0n) return false;
  return one.entry.entryId > other.entry.entryId;
};

/** Whether two people who knew nothing of each other said the same. */
const isAlike = (one: Handling, other: Handling): boolean => {
  if (one.kind === 'sheets.handed-out' && other.kind === 'sheets.handed-out') {
    return one.data.officer === other.data.officer;
  }
  return one.kind === other.kind;
};
