import { mayForget } from '#domain/retention/record-retention.ts';
import type { ChotDatabase } from './database.ts';
import { leaveSealed } from './sealed-tables.ts';
import type { Forgotten } from './setting.ts';
import { readContact, readSetting, writeSetting } from './settings.ts';

const pageSize = 200;

/**
 * Deletes from the read model what the server holds for certain and the post no longer needs, with what was
 * said of it. The log is not touched: it can deliver everything again [RETAIN-1]. @returns how many went
 */
export const forgetRecords = async (db: ChotDatabase, nowMs: number): Promise<number> => {
  const { offsetMs, offsetAtMs } = await readContact(db);
  if (offsetMs === null || offsetAtMs === null) return 0;
  const server = { timeMs: offsetAtMs + offsetMs, offsetMs };
  let count = 0;
  let after = '';
  for (;;) {
    const page = await forgetPage(db, after, server);
    count += page.count;
    if (page.last === null) break;
    after = page.last;
  }
  if (count > 0) await noteForgotten(db, { atMs: nowMs, count });
  return count;
};

/** Decides and deletes in one transaction, so that a proof that falls meanwhile is seen. */
const forgetPage = (
  db: ChotDatabase,
  after: string,
  server: Parameters<typeof mayForget>[2],
): Promise<{ readonly count: number; readonly last: string | null }> =>
  db.transaction('rw', [db.logs, db.records, db.merges, db.reference], async () => {
    leaveSealed();
    const provenThrough = new Map(
      (await db.logs.toArray()).map(({ logId, unproven, trouble, certificate }) => [
        logId,
        unproven || trouble ? 0 : (certificate?.count ?? 0),
      ]),
    );
    const rows = await db.records.where('recordId').above(after).limit(pageSize).toArray();
    const old = rows.filter((row) => mayForget(row, provenThrough, server));
    await db.records.bulkDelete(old.map(({ recordId }) => recordId));
    await db.reference.bulkDelete(
      old.map(({ declarationId }): [string, string] => ['identity', declarationId]),
    );
    const subjects = old.flatMap(({ recordId, declarationId }) => [recordId, declarationId]);
    const about = await db.merges.where('about').anyOf(subjects).distinct().toArray();
    for (const merge of about) {
      const isOfOther = await db.records.where('recordId').anyOf(merge.about).count();
      const isOfOtherStatement = await db.records.where('declarationId').anyOf(merge.about).count();
      if (isOfOther + isOfOtherStatement === 0) await db.merges.delete(merge.entryId);
    }
    return {
      count: old.length,
      last: rows.length < pageSize ? null : (rows.at(-1)?.recordId ?? null),
    };
  });

/** Deletions that are remembered, one line each. */
const remembered = 50;

const noteForgotten = (db: ChotDatabase, forgotten: Forgotten): Promise<void> =>
  db.transaction('rw', db.settings, async () => {
    const earlier = (await readSetting(db, 'forgotten')) ?? [];
    await writeSetting(db, 'forgotten', [forgotten, ...earlier].slice(0, remembered));
  });
