import { foldText } from '#domain/core/folded-text.ts';
import { loudnessOf, type Loudness } from '#domain/report/report-state.ts';
import type { ReportCard } from '#protocol/reports.ts';

const rank: Readonly<Record<Loudness, number>> = { 'very-late': 0, late: 1, soon: 2, calm: 3 };

/** @param serverNowMs the clock that all reports are measured by */
export const loudness = ({ sinceMs, dueAtMs }: ReportCard, serverNowMs: number): Loudness =>
  loudnessOf(sinceMs, dueAtMs, serverNowMs);

/** The loudest first, urgent ones before others, the longest waiting of each first. */
export const inOrder = (cards: readonly ReportCard[], serverNowMs: number): ReportCard[] =>
  cards.toSorted(
    (one, other) =>
      rank[loudness(one, serverNowMs)] - rank[loudness(other, serverNowMs)] ||
      Number(other.urgency === 'urgent') - Number(one.urgency === 'urgent') ||
      one.receivedAtMs - other.receivedAtMs,
  );

const wordsOf = ({ said }: ReportCard): Set<string> =>
  new Set(
    foldText(`${said?.what ?? ''} ${said?.place ?? ''}`)
      .split(/[^a-z0-9]+/)
      .filter((word) => word.length > 2),
  );

/** From so much of the shorter one's words on, two may say the same. */
const likeness = 0.6;
const mostAlike = 3;

/** Those that may say the same: the same telephone, or most of the words. */
export const alike = (card: ReportCard, others: readonly ReportCard[]): ReportCard[] => {
  const own = wordsOf(card);
  const score = (other: ReportCard): number => {
    if (card.said?.phone !== undefined && card.said.phone === other.said?.phone) return 1;
    const theirs = wordsOf(other);
    const shorter = Math.min(own.size, theirs.size);
    return shorter < 3 ? 0 : [...own].filter((word) => theirs.has(word)).length / shorter;
  };
  return others
    .filter(({ reportId }) => reportId !== card.reportId)
    .map((other) => ({ other, score: score(other) }))
    .filter((one) => one.score >= likeness)
    .toSorted((one, two) => two.score - one.score || one.other.number - two.other.number)
    .slice(0, mostAlike)
    .map(({ other }) => other);
};
