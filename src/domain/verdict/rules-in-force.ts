import { defaultRules } from './default-rules.ts';
import { ruleSetAt, type RuleSet } from './rule-set.ts';

export type RulesInForce = {
  readonly ruleSet: RuleSet;
  /** What an officer must know of them: how old they are, or that there are others which cannot be used. */
  readonly doubt:
    | { readonly kind: 'stale'; readonly hours: number }
    | { readonly kind: 'unread' }
    | null;
};

/** Without an answer for this long there may be newer rules. */
const staleMs = 24 * 3_600_000;

/**
 * The rules by which a tablet works now. It goes on with what it has, and says when that may be old.
 * @param told numbers of the sets the server told of
 * @param sets those of them that are verified and can be read
 * @param readAtMs when the server was last asked; null: never
 */
export const rulesInForce = (
  told: readonly number[],
  sets: readonly RuleSet[],
  nowMs: number,
  readAtMs: number | null,
): RulesInForce => {
  const ruleSet = ruleSetAt(sets, nowMs, defaultRules);
  const newest = Math.max(0, ...told);
  const isRead = newest <= ruleSet.number || sets.some(({ number }) => number === newest);
  const ageMs = readAtMs === null ? 0 : nowMs - readAtMs;
  if (!isRead) return { ruleSet, doubt: { kind: 'unread' } };
  if (ageMs <= staleMs) return { ruleSet, doubt: null };
  return { ruleSet, doubt: { kind: 'stale', hours: Math.floor(ageMs / 3_600_000) } };
};
