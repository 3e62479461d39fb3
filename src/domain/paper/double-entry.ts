import { headsOf, orderCausally } from '../merge/order-causally.ts';
import type { PaperLine } from './paper-line.ts';
import { isTypedTwice } from './typed-again.ts';

export type TypingTask = { readonly serial: string; readonly declarationId: string };

export type DoubleEntry = {
  /** Of a thousand sheets, how many are typed twice; 0: it is switched off. */
  readonly perMille: number;
  /** What the next word about it is based on. */
  readonly heads: readonly string[];
  /** Sheets that were typed a second time. */
  readonly sheets: number;
  /** In how many of these a field was read differently, the worst first. */
  readonly errors: readonly { readonly field: string; readonly sheets: number }[];
};

type Kind = PaperLine['kind'];
const linesOf = <One extends Kind>(
  lines: readonly PaperLine[],
  kind: One,
): Extract<PaperLine, { kind: One }>[] =>
  lines.filter((line): line is Extract<PaperLine, { kind: One }> => line.kind === kind);

/** A unit's double entry, and what it has found, from the set of lines in any order. */
export const readDoubleEntry = (lines: readonly PaperLine[]): DoubleEntry => {
  const { placed } = orderCausally(null, linesOf(lines, 'double-entry.set'));
  const heads = headsOf(placed)
    .map(({ entry }) => entry)
    .toSorted((left, right) => (left.entryId < right.entryId ? 1 : -1));
  const again = linesOf(lines, 'sheet.typed-again');
  const counts = new Map<string, number>();
  for (const field of again.flatMap(({ differing }) => differing)) {
    counts.set(field, (counts.get(field) ?? 0) + 1);
  }
  return {
    perMille: heads[0]?.data.perMille ?? 0,
    heads: heads.map(({ entryId }) => entryId).toSorted(),
    sheets: again.length,
    errors: [...counts]
      .map(([field, sheets]) => ({ field, sheets }))
      .toSorted((left, right) => right.sheets - left.sheets || (left.field < right.field ? -1 : 1)),
  };
};

/**
 * Sheets of the sample that an officer is asked to type again: typed by somebody else, not voided, and not yet
 * typed a second time by anybody.
 * @param sinceMs of sheets typed before, Unix milliseconds, nobody has the paper at hand any more
 */
export const findTypingTasks = (
  lines: readonly PaperLine[],
  officer: string,
  sinceMs: number,
): TypingTask[] => {
  const { perMille } = readDoubleEntry(lines);
  const done = new Set([
    ...linesOf(lines, 'sheet.typed-again').map(({ declarationId }) => declarationId),
    ...linesOf(lines, 'declaration.voided').map(({ declarationId }) => declarationId),
  ]);
  return linesOf(lines, 'sheet.typed')
    .filter((line) => !line.amended && line.officer !== officer && line.wallMs >= sinceMs)
    .flatMap(({ serial, declarationId }) => (serial === null ? [] : [{ serial, declarationId }]))
    .filter(
      ({ serial, declarationId }) => !done.has(declarationId) && isTypedTwice(serial, perMille),
    )
    .toSorted((left, right) => (left.serial < right.serial ? -1 : 1));
};
