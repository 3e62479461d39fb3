import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import { mintId } from '#domain/core/random.ts';
import { readDevice } from '../store/read-device.ts';
import { readOfficer } from '../store/read-officers.ts';
import type { Session } from '../store/setting.ts';
import { readSession, readSetting, writeSetting } from '../store/settings.ts';
import { pinDelayMs } from '../vault/pin-patience.ts';
import { openUnitKey } from '../vault/unit-key.ts';
import { openVault } from './open-vault.ts';
import type { Tablet } from './tablet.ts';

export type SignInFailure = Answer<'pin/wrong' | 'pin/wait' | 'officer/unknown' | 'officer/no-key'>;

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
  const unitKey = await openUnitKey(pin, officer.unlock, device.unitId);
  if (unitKey === null) {
    const seconds = Math.ceil(pinDelayMs(tried.value) / 1000);
    return fail({ code: 'pin/wrong', params: { seconds } });
  }
  await openVault(tablet, unitKey, officerId);
  const begun: Session = {
    sessionId: mintId(clock, random),
    officerId,
    role: officer.role,
    startedWallMs: clock.wallMs(),
  };
  const session = await db.transaction('rw', db.settings, async () => {
    await db.settings.delete(`pin:${officerId}`);
    const standing = await readSession(db);
    if (standing?.officerId === officerId && standing.role === officer.role) return standing;
    await writeSetting(db, 'session', begun);
    return begun;
  });
  return ok(session);
};

/** @returns failures in a row, if this try is one */
const countTry = (
  { db, patience }: Tablet,
  officerId: string,
): Promise<Result<number, Answer<'pin/wait'>>> =>
  db.transaction('rw', db.settings, async () => {
    const before = (await readSetting(db, `pin:${officerId}`))?.failures ?? 0;
    const wait = patience.waitMs(officerId, before);
    if (wait > 0) return fail({ code: 'pin/wait', params: { seconds: Math.ceil(wait / 1000) } });
    const failures = before + 1;
    await writeSetting(db, `pin:${officerId}`, { failures });
    patience.waitMs(officerId, failures);
    return ok(failures);
  });
