import { fail, type Answer, type Result } from '#domain/core/result.ts';
import { currentSchemaOf } from '#domain/log/upcast.ts';
import { may } from '#domain/officer/permissions.ts';
import type { ShiftClosing } from '#domain/shift/shift-closing.ts';
import { mintId } from '#domain/core/random.ts';
import { unlessNewer } from '../store/newer-database.ts';
import { readDevice } from '../store/read-device.ts';
import { errorToSaveFailure, type SaveFailure } from '../store/save-failure.ts';
import { readSession } from '../store/settings.ts';
import { appendEntries } from './append-entries.ts';
import { freezeEntry, readEntryTime } from './freeze-entry.ts';
import type { Tablet } from './tablet.ts';

export type CloseFailure =
  | SaveFailure
  | Answer<
      'device/not-enrolled' | 'officer/signed-out' | 'officer/not-allowed' | 'entry/too-large'
    >;

type Closing = Pick<ShiftClosing, 'shiftId' | 'logs'>;

/**
 * Signs the end of a shift: per log of the unit, how far it was delivered and what it held.
 * Whether the shift is complete is judged before; this records what was seen.
 */
export const closeShift = async (
  tablet: Tablet,
  closing: Closing,
): Promise<Result<{ position: number }, CloseFailure>> => {
  try {
    return await unlessNewer(tablet.db, () => signClosing(tablet, closing));
  } catch (error) {
    return fail(errorToSaveFailure(error));
  }
};

const signClosing = async (
  tablet: Tablet,
  closing: Closing,
): Promise<Result<{ position: number }, CloseFailure>> => {
  const device = await readDevice(tablet.db);
  if (device === null) return fail({ code: 'device/not-enrolled' });
  const session = await readSession(tablet.db);
  if (session === null) return fail({ code: 'officer/signed-out' });
  if (tablet.db.vault.holder() === null) return fail({ code: 'vault/locked' });
  if (!may(session.role, 'close-shift')) return fail({ code: 'officer/not-allowed' });

  const data: ShiftClosing = {
    shiftId: closing.shiftId,
    records: closing.logs.reduce((sum, log) => sum + log.records, 0),
    logs: closing.logs,
  };
  const time = await readEntryTime(tablet);
  const frozen = await freezeEntry(
    tablet,
    {
      v: 1,
      kind: 'shift.closed',
      schema: currentSchemaOf('shift.closed'),
      entryId: mintId(tablet.clock, tablet.random),
      subjectId: mintId(tablet.clock, tablet.random),
      unitId: device.unitId,
      shiftId: closing.shiftId,
      officer: session.officerId,
      session: session.sessionId,
      time,
      app: tablet.app,
      data,
    },
    null,
  );
  if (!frozen.ok) return fail({ code: 'entry/too-large' });
  const { db } = tablet;
  return appendEntries(tablet, device, {
    entries: [frozen.value.unplaced],
    findEarlier: async () => {
      const earlier = await db.entries.get({ entryId: frozen.value.unplaced.entryId });
      return earlier === undefined ? null : { position: earlier.position };
    },
    effects: async (rows) => {
      const body = { ...data, officer: session.officerId, wallMs: time.wall };
      await db.shiftClosings.put({ shiftId: data.shiftId, body, scope: '', generation: 0 });
      return { position: rows[0]?.position ?? 0 };
    },
  });
};
