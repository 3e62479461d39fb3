import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import type { Entry } from '#domain/log/entry.ts';
import { currentSchemaOf } from '#domain/log/upcast.ts';
import { shiftAt } from '#domain/shift/shift.ts';
import { unitStandSchema, type UnitStand } from '#domain/unit/unit-stand.ts';
import { unlessNewer } from '../store/newer-database.ts';
import { errorToSaveFailure, type SaveFailure } from '../store/save-failure.ts';
import { writeSetting } from '../store/settings.ts';
import { appendEntries } from './append-entries.ts';
import { freezeEntry, readEntryTime } from './freeze-entry.ts';
import { readAuthor, type AuthorFailure } from './read-author.ts';
import type { Tablet } from './tablet.ts';

export type StandFailure =
  | SaveFailure
  | AuthorFailure
  | Answer<'entry/too-large' | 'stand/nothing-said'>;

/**
 * A patrol says where it stands, with or without a network. On the tablet only that it was said is kept.
 * @param standId minted once for what is being said: a second tap adds nothing
 */
export const sayWhere = async (
  tablet: Tablet,
  standId: string,
  stand: UnitStand,
): Promise<Result<void, StandFailure>> => {
  try {
    return await unlessNewer(tablet.db, () => say(tablet, standId, stand));
  } catch (error) {
    return fail(errorToSaveFailure(error));
  }
};

const say = async (
  tablet: Tablet,
  standId: string,
  stand: UnitStand,
): Promise<Result<void, StandFailure>> => {
  const { db } = tablet;
  const author = await readAuthor(tablet, 'keep-record');
  if (!author.ok) return author;
  const { device, session } = author.value;
  const data = unitStandSchema.safeParse(stand);
  if (!data.success) return fail({ code: 'stand/nothing-said' });
  const time = await readEntryTime(tablet);
  const entry: Entry = {
    v: 1,
    kind: 'unit.stood',
    schema: currentSchemaOf('unit.stood'),
    entryId: standId,
    subjectId: standId,
    unitId: device.unitId,
    shiftId: shiftAt(device.unitId, time.wall).shiftId,
    officer: session.officerId,
    session: session.sessionId,
    time,
    app: tablet.app,
    data: data.data,
  };
  const frozen = await freezeEntry(tablet, entry, null);
  if (!frozen.ok) return fail({ code: 'entry/too-large' });
  const kept = await appendEntries<'kept'>(tablet, device, {
    entries: [frozen.value.unplaced],
    findEarlier: async () =>
      (await db.entries.get({ entryId: standId })) === undefined ? null : 'kept',
    effects: async () => {
      await writeSetting(db, 'stood', { atMs: time.wall });
      return 'kept';
    },
  });
  return kept.ok ? ok(undefined) : kept;
};
