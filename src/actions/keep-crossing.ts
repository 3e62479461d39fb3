import { fail, type Answer, type Result } from '#domain/core/result.ts';
import type { Crossing } from '#domain/declaration/crossing.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import { instantToIso } from '#domain/declaration/instant-input.ts';
import { may } from '#domain/officer/permissions.ts';
import { unlessNewer } from '../store/newer-database.ts';
import { readDevice } from '../store/read-device.ts';
import { errorToSaveFailure } from '../store/save-failure.ts';
import { readSession } from '../store/settings.ts';
import { saveRecord, type KeptRecord, type SaveRecordFailure } from './save-record.ts';
import type { Tablet } from './tablet.ts';

/** What the officer decided about somebody whose declaration is there already. */
export type CheckedCrossing = {
  readonly declaration: Declaration;
  readonly check: Omit<Crossing, 'declarationId' | 'check.at'>;
};

export type KeepCrossingFailure =
  | SaveRecordFailure
  | Answer<'device/not-enrolled' | 'officer/signed-out' | 'officer/not-allowed'>;

/**
 * Keeps a crossing with the declaration that the person has shown, without typing.
 * Never throws: a storage that fails is an answer that the officer can act upon.
 */
export const keepCrossing = async (
  tablet: Tablet,
  { declaration, check }: CheckedCrossing,
): Promise<Result<KeptRecord, KeepCrossingFailure>> => {
  try {
    return await unlessNewer(tablet.db, async () => {
      const [device, session] = await Promise.all([readDevice(tablet.db), readSession(tablet.db)]);
      if (device === null) return fail({ code: 'device/not-enrolled' });
      if (session === null) return fail({ code: 'officer/signed-out' });
      if (tablet.db.vault.holder() === null) return fail({ code: 'vault/locked' });
      if (!may(session.role, 'keep-record')) return fail({ code: 'officer/not-allowed' });
      const crossing = { ...check, 'check.at': instantToIso(tablet.clock.wallMs()) };
      return saveRecord(tablet, { device, session, declaration, crossing });
    });
  } catch (error) {
    return fail(errorToSaveFailure(error));
  }
};
