import { ruleSetNoticeSchema, type RuleSetNotice } from '#domain/verdict/rule-set-notice.ts';
import type { ChotDatabase } from './database.ts';

/** The rules that the server told of, as it signed them; not verified yet. */
export const readRuleSets = async (db: ChotDatabase): Promise<RuleSetNotice[]> => {
  const rows = await db.reference
    .where('[kind+id]')
    .between(['rule-set', ''], ['rule-set', '\uffff'])
    .toArray();
  return rows.map(({ body }) => ruleSetNoticeSchema.parse(body));
};
