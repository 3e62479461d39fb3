import { readFileSync } from 'node:fs';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { retentionSchema, usualRetention, type Retention } from '#domain/retention/server-rules.ts';

/**
 * The rules that the operator decided on. A refusal is one sentence: a rule that was meant and mistyped must not
 * silently become another.
 * @param path of a JSON file like `{ "identified": 25 }`; null: the usual rules
 */
export const readRules = (path: string | null): Result<Retention, string> => {
  if (path === null) return ok(usualRetention);
  try {
    const rules = retentionSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (rules.success) return ok(rules.data);
    const reasons = rules.error.issues.map(({ path: at, message }) => `${at.join('.')} ${message}`);
    return fail(`The retention rules in ${path} cannot be used: ${reasons.join('; ')}.`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(`The retention rules in ${path} cannot be read: ${reason}.`);
  }
};
