import { codeNewsSchema, type CodeNews } from '#domain/qr/code-news.ts';
import type { ChotDatabase } from './database.ts';

/** Clocks differ, and a crossing may be told late: so much longer than the code itself lasts. */
const marginMs = 24 * 3_600_000;

/** What this tablet was told of a signed declaration. */
export const readCodeNews = async (
  db: ChotDatabase,
  declarationId: string,
): Promise<CodeNews[]> => {
  const rows = await db.reference
    .where('[kind+id]')
    .between(['code-news', `${declarationId} `], ['code-news', `${declarationId} \uffff`])
    .toArray();
  return rows.map(({ body }) => codeNewsSchema.parse(body));
};

/** Codes that ended by themselves need no news. */
export const dropOldNews = async (db: ChotDatabase, nowMs: number): Promise<void> => {
  await db.reference
    .where('[kind+id]')
    .between(['code-news', ''], ['code-news', '\uffff'])
    .and(({ body }) => codeNewsSchema.parse(body).untilMs + marginMs < nowMs)
    .delete();
};
