import type { ReferralCard } from '#protocol/referrals.ts';

/** Where a person stays, as health stations are divided; null: not known. */
export const wardOf = ({ declaration }: ReferralCard): string | null => {
  const staying = declaration['addr.staying'];
  return staying?.unitSet === '2025' ? staying.wardCode : null;
};

/** @param serverNowMs the clock that all referrals are measured by */
export const isOverdue = ({ dueAtMs }: ReferralCard, serverNowMs: number): boolean =>
  dueAtMs !== null && serverNowMs >= dueAtMs;

/** Overdue ones first, then the new, then the rest; the longest waiting of each first. */
export const inOrder = (cards: readonly ReferralCard[], serverNowMs: number): ReferralCard[] => {
  const rank = (card: ReferralCard): number =>
    isOverdue(card, serverNowMs) ? 0 : card.state === 'raised' ? 1 : 2;
  return cards.toSorted(
    (one, other) => rank(one) - rank(other) || one.raisedAtMs - other.raisedAtMs,
  );
};

export type WardCount = {
  readonly ward: string | null;
  readonly open: number;
  readonly overdue: number;
};

/** Most overdue first, then most open. */
export const countByWard = (cards: readonly ReferralCard[], serverNowMs: number): WardCount[] =>
  [...Map.groupBy(cards, wardOf)]
    .map(([ward, own]) => ({
      ward,
      open: own.length,
      overdue: own.filter((card) => isOverdue(card, serverNowMs)).length,
    }))
    .toSorted(
      (one, other) =>
        other.overdue - one.overdue ||
        other.open - one.open ||
        (one.ward ?? '').localeCompare(other.ward ?? ''),
    );
