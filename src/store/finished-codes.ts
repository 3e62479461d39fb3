import { readCodeNews } from './code-news.ts';
import type { ChotDatabase } from './database.ts';
import { isStanding } from './is-standing.ts';

/** Which of these signed declarations were kept on this tablet, or used, replaced or taken back as it was told. */
export const readFinished = async (
  db: ChotDatabase,
  declarationIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  const { records, vault } = db;
  if (vault.holder() === null || declarationIds.length === 0) return new Set();
  const tokens = declarationIds.map((id) => vault.blind(`code ${id}`));
  const kept = await records.where('kin').anyOf(tokens).toArray();
  const news = await Promise.all(declarationIds.map((id) => readCodeNews(db, id)));
  return new Set([
    ...kept.flatMap((row) => (isStanding(row) ? (row.crossing.signedId ?? []) : [])),
    ...news.flat().map(({ declarationId }) => declarationId),
  ]);
};
