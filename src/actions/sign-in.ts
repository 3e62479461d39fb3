import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import { mintId } from '#domain/core/random.ts';
import { readDevice } from '../store/read-device.ts';
import { readOfficer } from '../store/read-officers.ts';
import type { PinFailures, Session } from '../store/setting.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import { verifyPin } from '../vault/pin.ts';
import type { Tablet } from './tablet.ts';

/** Wrong PINs that cost nothing; then each costs a longer wait. */
const freeFailures = 3;
const delaysMs = [5_000, 15_000, 60_000, 300_000] as const;

/** How long to wait after so many wrong PINs in a row, milliseconds. */
export const pinDelayMs = (failures: number): number =>
  failures <= freeFailures ? 0 : (delaysMs[failures - freeFailures - 1] ?? delaysMs[3]);

/** A tablet's clock that was set back must not lock an officer out for longer than the delay itself. */
export const pinWaitMs = (pin: PinFailures, nowMs: number): number =>
  Math.min(Math.max(0, pin.notBeforeMs - nowMs), pinDelayMs(pin.failures));

export type SignInFailure = Answer<'pin/wrong' | 'pin/wait' | 'officer/unknown'>;

/**
 * Signs an officer in with no network. `pin/wrong` and `pin/wait` carry `seconds` until the next try.
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
  if (officer === null || (officer.unitId !== null && officer.unitId !== device?.unitId)) {
    return fail({ code: 'officer/unknown' });
  }
  const tried = await countTry(tablet, officerId);
  if (!tried.ok) return tried;
  if (!(await verifyPin(pin, officer.pin))) {
    const seconds = Math.ceil(pinDelayMs(tried.value) / 1000);
    return fail({ code: 'pin/wrong', params: { seconds } });
  }
  const session: Session = {
    sessionId: mintId(clock, random),
    officerId,
    role: officer.role,
    startedWallMs: clock.wallMs(),
  };
  await db.transaction('rw', db.settings, async () => {
    await db.settings.delete(`pin:${officerId}`);
    await writeSetting(db, 'session', session);
  });
  return ok(session);
};

/** @returns failures in a row, if this try is one */
const countTry = (
  { db, clock }: Tablet,
  officerId: string,
): Promise<Result<number, Answer<'pin/wait'>>> =>
  db.transaction('rw', db.settings, async () => {
    const now = clock.wallMs();
    const before = await readSetting(db, `pin:${officerId}`);
    const wait = before === null ? 0 : pinWaitMs(before, now);
    if (wait > 0) return fail({ code: 'pin/wait', params: { seconds: Math.ceil(wait / 1000) } });
    const failures = (before?.failures ?? 0) + 1;
    const notBeforeMs = now + pinDelayMs(failures);
    await writeSetting(db, `pin:${officerId}`, { failures, notBeforeMs });
    return ok(failures);
  });
