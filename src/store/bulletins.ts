import {
  bulletinsInForce,
  bulletinWithdrawalSchema,
  publishedBulletinSchema,
  type PublishedBulletin,
} from '#domain/bulletin/bulletin.ts';
import type { ChotDatabase } from './database.ts';
import { readDevice } from './read-device.ts';
import { readUnit } from './read-units.ts';
import type { BulletinMarks, Session } from './setting.ts';
import { readContact, readSetting, writeSetting } from './settings.ts';

/** A bulletin as an officer has it on this tablet. */
export type HeldBulletin = PublishedBulletin & {
  readonly isRead: boolean;
  readonly isAcknowledged: boolean;
};

/** Those that hold for an officer here now, the urgent first; with no network as well as with one. */
export const readBulletins = async (
  db: ChotDatabase,
  { officerId, role }: Pick<Session, 'officerId' | 'role'>,
  nowMs: number,
): Promise<HeldBulletin[]> => {
  const device = await readDevice(db);
  if (device === null) return [];
  const { unitId } = device;
  const { district = '' } = (await readUnit(db, unitId)) ?? {};
  const [published, withdrawn, marks, contact] = await Promise.all([
    readTold(db, 'bulletin', 'bulletin'),
    readTold(db, 'bulletin-withdrawal', 'bulletin.withdrawn'),
    readMarks(db, officerId),
    readContact(db),
  ]);
  // A clock that goes wrong must neither hide what holds nor show what is over.
  const serverNowMs = nowMs + (contact.offsetMs ?? 0);
  const gone = withdrawn.map((body) => bulletinWithdrawalSchema.parse(body).bulletinId);
  const inForce = bulletinsInForce(
    published.map((body) => publishedBulletinSchema.parse(body)),
    new Set(gone),
    { unitId, district, role },
    serverNowMs,
  );
  return inForce.map((bulletin) => {
    const isAcknowledged = marks.acknowledged.includes(bulletin.bulletinId);
    const isRead = isAcknowledged || marks.read.includes(bulletin.bulletinId);
    return { ...bulletin, isRead, isAcknowledged };
  });
};

const readTold = async (
  db: ChotDatabase,
  kind: 'bulletin' | 'bulletin-withdrawal',
  wireKind: string,
): Promise<unknown[]> => {
  const rows = await db.reference
    .where('[kind+id]')
    .between([kind, ''], [kind, '\uffff'])
    .toArray();
  // A build that did not know of bulletins kept what it was told, unread.
  const unread = await db.changes
    .where('[scope+seq]')
    .between(['reference', 0], ['reference', Number.MAX_SAFE_INTEGER])
    .and((change) => change.kind === wireKind)
    .toArray();
  return [...unread, ...rows].map(({ body }) => body);
};

const none: BulletinMarks = { read: [], acknowledged: [] };

export const readMarks = async (db: ChotDatabase, officerId: string): Promise<BulletinMarks> =>
  (await readSetting(db, `bulletins:${officerId}`)) ?? none;

/** More than were ever valid at once; older ones are over. */
const remembered = 500;

/** Inside a transaction over `settings`. */
export const keepMark = async (
  db: ChotDatabase,
  officerId: string,
  bulletinId: string,
  what: keyof BulletinMarks,
): Promise<void> => {
  const marks = await readMarks(db, officerId);
  const marked = [...new Set([...marks[what], bulletinId])].slice(-remembered);
  await writeSetting(db, `bulletins:${officerId}`, { ...marks, [what]: marked });
};
