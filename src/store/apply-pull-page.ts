import { officerSchema } from '#domain/officer/officer.ts';
import type { PulledChange, PulledPage } from '../sync/core/pulled-page.ts';
import type { ChotDatabase } from './database.ts';
import { keepMerge } from './merge-record.ts';
import { readSession } from './settings.ts';
import { dropForeignPasskeys } from './passkeys.ts';
import { dropPinChange, withOwnPinChange } from './pin-changes.ts';
import { keepPaperLines } from './paper-ledger.ts';
import { keepPulledClosing } from './shift-closings.ts';
import { dropOldNews } from './code-news.ts';
import type { CursorRow, ReferenceRow } from './rows.ts';

export const readCursor = async (db: ChotDatabase, scope: string): Promise<CursorRow> =>
  (await db.cursors.get(scope)) ?? { scope, cursor: 0, epoch: null, generation: 0 };

/**
 * Applies a page and its cursor in one transaction [SYNC-8]. After a reset the old rows stay readable
 * until the feed is read to its end again, so that officers can still sign in meanwhile.
 * A page that answers another cursor than the stored one (two tabs) is left alone, and so is one with
 * something about a person while the vault is locked.
 */
export const applyPullPage = (db: ChotDatabase, page: PulledPage): Promise<boolean> =>
  db.transaction('rw', tablesOf(db), async () => {
    const before = await readCursor(db, page.scope);
    if (before.cursor !== page.asked) return false;
    // What was said of a record cannot be kept without a key: the page is read again once there is one.
    const isTold = page.changes.some(
      (change) =>
        change.kind === 'merged' || (change.kind === 'paper' && change.line.kind === 'sheet.typed'),
    );
    if (isTold && db.vault.holder() === null) return false;
    const generation = before.generation + (page.reset ? 1 : 0);
    for (const change of page.changes) await applyChange(db, page.scope, generation, change);
    const readAtMs = page.last ? page.askedAtMs : before.readAtMs;
    await db.cursors.put({
      scope: page.scope,
      cursor: page.cursor,
      epoch: page.epoch,
      generation,
      ...(readAtMs === undefined ? {} : { readAtMs }),
    });
    if (page.last) {
      await dropOlder(db, page.scope, generation);
      await dropOldNews(db, page.askedAtMs);
    }
    await dropForeignPasskeys(db);
    return true;
  });

const tablesOf = (db: ChotDatabase) => [
  db.cursors,
  db.reference,
  db.shiftClosings,
  db.changes,
  db.merges,
  db.records,
  db.settings,
  db.papers,
  db.shiftLines,
];

const applyChange = async (
  db: ChotDatabase,
  scope: string,
  generation: number,
  change: PulledChange,
): Promise<void> => {
  switch (change.kind) {
    case 'reference':
      // What was found of people whom other tablets recorded is not kept here.
      if (change.of === 'identity' && !(await isDeclaredHere(db, change.id))) return;
      await db.reference.put({
        kind: change.of,
        id: change.id,
        scope,
        generation,
        body: change.of === 'officer' ? await withOwnPin(db, change.body) : change.body,
      });
      return;
    case 'officer-removed':
      await removeOfficer(db, change.officerId);
      return;
    case 'closing':
      await keepPulledClosing(db, { body: change.body, scope, generation });
      return;
    case 'merged':
      // Added to and never taken away: a restored server may tell of it again, under another cursor.
      await keepMerge(db, { ...change.entry, about: [...change.entry.about] });
      return;
    case 'paper':
      // Like what was merged.
      await keepPaperLines(db, [change.line]);
      return;
    case 'shift':
      // Like what was merged.
      await db.shiftLines.put(change.line);
      return;
    case 'unread':
      await db.changes.put({
        scope,
        seq: change.seq,
        kind: change.of,
        body: change.body,
        generation,
      });
  }
};

const isDeclaredHere = async (db: ChotDatabase, declarationId: string): Promise<boolean> =>
  (await db.records.where('declarationId').equals(declarationId).count()) > 0;

const withOwnPin = (db: ChotDatabase, body: unknown): unknown =>
  withOwnPinChange(db, officerSchema.parse(body));

/** Who is gone is signed out here; their sheets stay, for the supervisor. */
const removeOfficer = async (db: ChotDatabase, officerId: string): Promise<void> => {
  await db.reference.delete(['officer', officerId]);
  await dropPinChange(db, officerId);
  const session = await readSession(db);
  if (session?.officerId === officerId) await db.settings.delete('session');
};

const dropOlder = async (db: ChotDatabase, scope: string, generation: number): Promise<void> => {
  const isOlder = (row: { generation: number }) => row.generation < generation;
  // What was told of a code stays told: a restored server may not know of it any more.
  const isReplaced = (row: ReferenceRow) => isOlder(row) && row.kind !== 'code-news';
  await db.reference.where('scope').equals(scope).and(isReplaced).delete();
  await db.shiftClosings.where('scope').equals(scope).and(isOlder).delete();
  await db.changes
    .where('[scope+seq]')
    .between([scope, 0], [scope, Number.MAX_SAFE_INTEGER])
    .and(isOlder)
    .delete();
};
