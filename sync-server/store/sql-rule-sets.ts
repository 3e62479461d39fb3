import type { Kysely, Transaction } from 'kysely';
import { ruleSetSchema } from '#domain/verdict/rule-set.ts';
import type { RuleSetReader, RuleSetTransactor } from './rule-sets.ts';
import type { Tables } from './tables.ts';

export const sqlRuleSetReader = (db: Kysely<Tables>): RuleSetReader => ({
  listRuleSets: async (limit) => {
    const rows = await db
      .selectFrom('rule_sets')
      .selectAll()
      .orderBy('number', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      ruleSet: ruleSetSchema.parse(JSON.parse(row.body)),
      officerId: row.officer_id,
      publishedAtMs: row.published_at,
    }));
  },
});

export const sqlRuleSetTransactor = (db: Transaction<Tables>): RuleSetTransactor => ({
  insertRuleSet: async ({ ruleSet, officerId, publishedAtMs }) => {
    await db
      .insertInto('rule_sets')
      .values({
        number: ruleSet.number,
        officer_id: officerId,
        published_at: publishedAtMs,
        body: JSON.stringify(ruleSet),
      })
      .execute();
  },
});
