import type { RuleSet } from '#domain/verdict/rule-set.ts';

type PublishedRules = {
  readonly ruleSet: RuleSet;
  /** Null: at the server's own machine. */
  readonly officerId: string | null;
  /** Unix milliseconds. */
  readonly publishedAtMs: number;
};

export type RuleSetReader = {
  /** The newest first. */
  readonly listRuleSets: (limit: number) => Promise<PublishedRules[]>;
};

export type RuleSetTransactor = {
  readonly insertRuleSet: (published: PublishedRules) => Promise<void>;
};
