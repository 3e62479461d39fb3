import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import { mintId } from '#domain/core/random.ts';
import type { Entry } from '#domain/log/entry.ts';
import { currentSchemaOf } from '#domain/log/upcast.ts';
import { shiftAt } from '#domain/shift/shift.ts';
import { keepMark, readMarks } from '../store/bulletins.ts';
import { unlessNewer } from '../store/newer-database.ts';
import { errorToSaveFailure, type SaveFailure } from '../store/save-failure.ts';
import { appendEntries } from './append-entries.ts';
import { freezeEntry, readEntryTime } from './freeze-entry.ts';
import { readAuthor, type AuthorFailure } from './read-author.ts';
import type { Tablet } from './tablet.ts';

export type ReceiveFailure = SaveFailure | AuthorFailure | Answer<'entry/too-large'>;

/**
 * Says in the log that the officer has read a bulletin, or has taken note of it by name: once on this tablet, with a
 * network or without.
 */
export const receiveBulletin = async (
  tablet: Tablet,
  bulletinId: string,
  what: 'read' | 'acknowledged',
): Promise<Result<void, ReceiveFailure>> => {
  try {
    return await unlessNewer(tablet.db, () => receive(tablet, bulletinId, what));
  } catch (error) {
    return fail(errorToSaveFailure(error));
  }
};

const receive = async (
  tablet: Tablet,
  bulletinId: string,
  what: 'read' | 'acknowledged',
): Promise<Result<void, ReceiveFailure>> => {
  const author = await readAuthor(tablet, 'read-bulletins');
  if (!author.ok) return author;
  const { device, session } = author.value;
  const { db } = tablet;
  const { officerId } = session;
  const isSaid = async (): Promise<boolean> => {
    const { read, acknowledged } = await readMarks(db, officerId);
    const said = what === 'read' ? [...read, ...acknowledged] : acknowledged;
    return said.includes(bulletinId);
  };
  if (await isSaid()) return ok(undefined);
  const time = await readEntryTime(tablet);
  const kind = what === 'read' ? 'bulletin.read' : 'bulletin.acknowledged';
  const entry: Entry = {
    v: 1,
    kind,
    schema: currentSchemaOf(kind),
    entryId: mintId(tablet.clock, tablet.random),
    subjectId: bulletinId,
    unitId: device.unitId,
    shiftId: shiftAt(device.unitId, time.wall).shiftId,
    officer: officerId,
    session: session.sessionId,
    time,
    app: tablet.app,
    data: {},
  };
  const frozen = await freezeEntry(tablet, entry, null);
  if (!frozen.ok) return fail({ code: 'entry/too-large' });
  const kept = await appendEntries<true>(tablet, device, {
    entries: [frozen.value.unplaced],
    findEarlier: async () => ((await isSaid()) ? true : null),
    effects: async () => {
      await keepMark(db, officerId, bulletinId, what);
      return true;
    },
  });
  return kept.ok ? ok(undefined) : kept;
};
