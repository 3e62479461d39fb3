import type { Declaration } from '#domain/declaration/declaration.ts';
import {
  joinUsual,
  noUsualAnswers,
  usualOf,
  type UsualAnswers,
} from '#domain/declaration/usual-answers.ts';
import type { ChotDatabase } from './database.ts';
import { isStanding } from './is-standing.ts';

/** Enough to know what is frequent today, few enough to open on a slow tablet before the first sheet. */
const lookedAt = 40;

/** The last sheet of paper that was kept since then, what such sheets said, and how often each ward was named. */
export type RecentUse = {
  readonly formerSheet: Declaration | null;
  readonly usual: UsualAnswers;
  readonly uses: ReadonlyMap<string, number>;
};

export const noUse: RecentUse = {
  formerSheet: null,
  usual: noUsualAnswers,
  uses: new Map(),
};

/** What is frequent of what was kept before and since. */
export const joinUse = (before: RecentUse, since: RecentUse): RecentUse => {
  const uses = new Map(before.uses);
  for (const [ward, count] of since.uses) uses.set(ward, (uses.get(ward) ?? 0) + count);
  return {
    formerSheet: since.formerSheet ?? before.formerSheet,
    usual: joinUsual(before.usual, since.usual),
    uses,
  };
};

const recentOf = (declaration: Declaration): RecentUse => {
  const uses = new Map<string, number>();
  for (const key of ['addr.permanent', 'addr.staying', 'move.from', 'move.to'] as const) {
    const address = declaration[key];
    if (address.unitSet !== '2025') continue;
    uses.set(address.wardCode, (uses.get(address.wardCode) ?? 0) + 1);
  }
  return declaration.channel === 'paper'
    ? { formerSheet: declaration, usual: usualOf(declaration), uses }
    : { ...noUse, uses };
};

/** What is frequent once this one was kept, too. */
export const addUse = (before: RecentUse, declaration: Declaration): RecentUse =>
  joinUse(before, recentOf(declaration));

export const readRecentUse = async (db: ChotDatabase, sinceMs: number): Promise<RecentUse> => {
  if (db.vault.holder() === null) return noUse;
  const rows = await db.records.orderBy('recordId').reverse().limit(lookedAt).toArray();
  return rows
    .filter((row) => isStanding(row) && row.wallMs >= sinceMs)
    .toReversed()
    .reduce((recent, { declaration }) => addUse(recent, declaration), noUse);
};
