import type { SheetAccount } from '../paper/account-for-sheets.ts';
import { isOpen, type Completeness } from './completeness.ts';
import type { ClosingException, ClosingPoint } from './shift-closing.ts';

/** A position, or a stretch of them, that a log has lost, or where it has two lives. */
export type Hole = {
  readonly deviceName: string;
  readonly what: 'lost' | 'storage/lost' | 'log/row-lost' | 'log/forked' | 'digest/differs';
  /** Null: it is not known where. */
  readonly from: number | null;
  readonly through: number | null;
};

/** Everything that is known when a shift is to be closed. Null: it cannot be known without the server. */
export type ClosingFacts = {
  readonly completeness: Completeness | null;
  readonly holes: readonly Hole[] | null;
  readonly papers: SheetAccount & {
    /** Sheets of which two people said what cannot both be. */
    readonly doubtful: readonly string[];
  };
  /** Sheets begun and not kept, by tablet; null: it did not say. */
  readonly drafts: readonly { readonly deviceName: string; readonly count: number | null }[];
  readonly open: {
    readonly conflicts: number;
    readonly duplicates: number;
    readonly quarantined: number;
    readonly referrals: number;
  } | null;
  /** The rule had closed it before. */
  readonly isForgotten: boolean;
  readonly hasSecondFactor: boolean;
};

export type ClosingLine = {
  readonly about: ClosingPoint;
  /** `unknown`: it cannot be said without the server. */
  readonly state: 'done' | 'open' | 'unknown';
  readonly count: number;
  /** Which ones: tablets, serials, positions. */
  readonly names: readonly string[];
};

/**
 * The list that a shift is closed by, what is open first. What is not done must be said in words before anybody can
 * sign [CLOSE-1].
 */
export const judgeClosing = (facts: ClosingFacts): ClosingLine[] => {
  const { completeness, holes, papers, drafts, open, isForgotten, hasSecondFactor } = facts;
  const counted = (about: ClosingPoint, names: readonly string[], count = names.length) =>
    ({ about, state: count === 0 ? 'done' : 'open', count, names }) as const;
  const unknown = (about: ClosingPoint) =>
    ({ about, state: 'unknown', count: 0, names: [] }) as const;
  /** Known to be open, or unknown while nobody else was heard; never done by hearsay [CLOSE-3]. */
  const heard = (line: ClosingLine, wasHeard: boolean): ClosingLine =>
    line.state === 'open' || wasHeard ? line : unknown(line.about);
  const late = completeness?.lines.filter(isOpen);
  const drafting = drafts.filter(({ count }) => (count ?? 0) > 0);
  const lines: readonly ClosingLine[] = [
    late === undefined || completeness?.lines.length === 0
      ? unknown('tablets')
      : counted(
          'tablets',
          late.map(({ deviceName }) => deviceName),
        ),
    holes === null ? unknown('holes') : counted('holes', holes.map(holeToName)),
    heard(
      counted('papers', [...papers.missingSheets.map(({ serial }) => serial), ...papers.doubtful]),
      completeness !== null,
    ),
    heard(
      counted(
        'drafts',
        drafting.map(({ deviceName }) => deviceName),
        drafting.reduce((sum, { count }) => sum + (count ?? 0), 0),
      ),
      completeness !== null && drafts.every(({ count }) => count !== null),
    ),
    open === null ? unknown('conflicts') : counted('conflicts', [], open.conflicts),
    open === null ? unknown('duplicates') : counted('duplicates', [], open.duplicates),
    open === null ? unknown('quarantine') : counted('quarantine', [], open.quarantined),
    open === null ? unknown('referrals') : counted('referrals', [], open.referrals),
    counted('forgotten', [], isForgotten ? 1 : 0),
    hasSecondFactor ? counted('second-factor', []) : unknown('second-factor'),
  ];
  const rank = { open: 0, unknown: 1, done: 2 } as const;
  return lines.toSorted((left, right) => rank[left.state] - rank[right.state]);
};

/** "Máy 1 #17–19": read aloud, and found again in the log. */
export const holeToName = ({ deviceName, from, through }: Hole): string => {
  if (from === null) return deviceName;
  return through === null || through === from
    ? `${deviceName} #${from}`
    : `${deviceName} #${from}–${through}`;
};

/** Points that are neither done nor said in words: while there is one, nobody can sign. */
export const unsaid = (
  lines: readonly ClosingLine[],
  exceptions: readonly Pick<ClosingException, 'about' | 'words'>[],
): ClosingPoint[] => {
  const said = new Set(
    exceptions.filter(({ words }) => words.trim() !== '').map(({ about }) => about),
  );
  return lines
    .filter(({ state, about }) => state !== 'done' && !said.has(about))
    .map(({ about }) => about);
};
