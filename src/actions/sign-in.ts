import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import { mintId } from '#domain/core/random.ts';
import { readDevice } from '../store/read-device.ts';
import { readOfficer } from '../store/read-officers.ts';
import { errorToSaveFailure, type SaveFailure } from '../store/save-failure.ts';
import type { Session } from '../store/setting.ts';
import { readSession, readSetting, writeSetting } from '../store/settings.ts';
import { pinDelayMs } from '../vault/pin-patience.ts';
import type { Tablet } from './tablet.ts';

export type SignInFailure =
  | Answer<'pin/wrong' | 'pin/wait' | 'officer/unknown' | 'officer/no-key'>
  | SaveFailure;

/**
 * Signs an officer in with no network and unlocks the tablet; whose session stands goes on with it.
 * `pin/wrong` and `pin/wait` carry `seconds` until the next try.
 * The failure is counted before the PIN is checked, so that closing the page does not give a free try.
 */
export const signIn = async (
  tablet: Tablet,
  officerId: string,
  pin: string,
): Promise<Result<Session, SignInFailure>> => {
  const { db, clock, random } = tablet;
  const officer = await readOfficer(db, officerId);
  const device = await readDevice(db);
  if (officer === null || device === null) return fail({ code: 'officer/unknown' });
  if (officer.unitId !== null && officer.unitId !== device.unitId) {
    return fail({ code: 'officer/unknown' });
  }
  if (officer.unlock === undefined) return fail({ code: 'officer/no-key' });
  const tried = await countTry(tablet, officerId);
  if (!tried.ok) return tried;
  // Needed by nobody who is signed in; the browser has it before the PIN is typed.
  const [{ openUnitKey }, { openVault }] = await bringKeys();
  const opened = await openUnitKey(pin, officer.unlock, device.unitId);
  if (opened === null) {
    const seconds = Math.ceil(pinDelayMs(tried.value) / 1000);
    return fail({ code: 'pin/wrong', params: { seconds } });
  }
  await openVault(tablet, opened, officerId);
  const begun: Session = {
    sessionId: mintId(clock, random),
    officerId,
    role: officer.role,
    startedWallMs: clock.wallMs(),
  };
  tablet.patience.forget(officerId);
  try {
    return ok(await beginSession(tablet, begun));
  } catch (error) {
    // On a full disk nothing can be kept, but what is there must be seen: a session that stands goes on.
    const standing = await readSession(db);
    if (standing?.officerId === officerId) return ok(standing);
    await db.vault.lock();
    return fail(errorToSaveFailure(error));
  }
};

const beginSession = ({ db }: Tablet, begun: Session): Promise<Session> =>
  db.transaction('rw', db.settings, async () => {
    const { officerId, role } = begun;
    const failures = await readSetting(db, `pin:${officerId}`);
    if (failures !== null) await db.settings.delete(`pin:${officerId}`);
    const standing = await readSession(db);
    if (standing?.officerId === officerId && standing.role === role) return standing;
    await writeSetting(db, 'session', begun);
    return begun;
  });

const bringKeys = () => Promise.all([import('../vault/unit-key.ts'), import('./open-vault.ts')]);

/** @returns failures in a row, if this try is one */
const countTry = async (
  { db, patience }: Tablet,
  officerId: string,
): Promise<Result<number, Answer<'pin/wait'>>> => {
  const stored = (await readSetting(db, `pin:${officerId}`))?.failures ?? 0;
  const before = patience.atLeast(officerId, stored);
  const wait = patience.waitMs(officerId, before);
  if (wait > 0) return fail({ code: 'pin/wait', params: { seconds: Math.ceil(wait / 1000) } });
  const failures = patience.atLeast(officerId, before + 1);
  patience.waitMs(officerId, failures);
  try {
    await db.transaction('rw', db.settings, async () => {
      const now = (await readSetting(db, `pin:${officerId}`))?.failures ?? 0;
      await writeSetting(db, `pin:${officerId}`, { failures: Math.max(failures, now + 1) });
    });
  } catch (error) {
    if (errorToSaveFailure(error).code !== 'storage/full') throw error;
  }
  return ok(failures);
};
