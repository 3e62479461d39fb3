import { z } from 'zod';
import { ruleSetSchema, type RuleSet } from '#domain/verdict/rule-set.ts';
import type { RuleSetNotice } from '#domain/verdict/rule-set-notice.ts';
import { readSignedJson } from '../platform/signed-json.ts';
import type { ReceiptKey } from '#protocol/about.ts';

const payloadSchema = z.object({ ruleSet: ruleSetSchema });

/** The rules that the server signed; null: it did not, or this build cannot read them. */
export const readSignedRules = async (
  { signed, number }: RuleSetNotice,
  key: ReceiptKey,
): Promise<RuleSet | null> => {
  const payload = payloadSchema.safeParse(await readSignedJson(signed, key));
  return payload.success && payload.data.ruleSet.number === number ? payload.data.ruleSet : null;
};
