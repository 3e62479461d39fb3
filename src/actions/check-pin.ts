import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import type { Officer } from '#domain/officer/officer.ts';
import type { DeviceRow } from '../store/rows.ts';
import { readDevice } from '../store/read-device.ts';
import { readOfficer } from '../store/read-officers.ts';
import { errorToSaveFailure } from '../store/save-failure.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import type { PinOpens } from '../vault/unit-key.ts';
import { pinDelayMs } from '../vault/pin-patience.ts';
import type { Tablet } from './tablet.ts';

/** Somebody who may sign in here, with the key that was opened for them. */
export type Opened = {
  readonly officer: Officer;
  readonly device: DeviceRow;
  readonly unitKey: Uint8Array;
  /** What proves the PIN to the server. */
  readonly signInKey: Uint8Array;
};

export type UnknownOfficer = Answer<'officer/unknown' | 'officer/no-key'>;
export type PinFailure = Answer<'pin/wrong' | 'pin/wait'> | UnknownOfficer;

/** Who may sign in on this tablet. */
export const findOfficer = async (
  { db }: Pick<Tablet, 'db'>,
  officerId: string,
): Promise<Result<Omit<Opened, keyof PinOpens>, UnknownOfficer>> => {
  const officer = await readOfficer(db, officerId);
  const device = await readDevice(db);
  if (officer === null || device === null) return fail({ code: 'officer/unknown' });
  if (officer.unitId !== null && officer.unitId !== device.unitId) {
    return fail({ code: 'officer/unknown' });
  }
  return officer.unlock === undefined ? fail({ code: 'officer/no-key' }) : ok({ officer, device });
};

/**
 * Opens the unit's key by an officer's PIN, with no network. `pin/wrong` and `pin/wait` carry `seconds` until
 * the next try. The failure is counted before the PIN is checked, so that closing the page does not give a
 * free try.
 */
export const checkPin = async (
  tablet: Tablet,
  officerId: string,
  pin: string,
): Promise<Result<Opened, PinFailure>> => {
  const found = await findOfficer(tablet, officerId);
  if (!found.ok) return found;
  const { officer, device } = found.value;
  if (officer.unlock === undefined) return fail({ code: 'officer/no-key' });
  const tried = await countTry(tablet, officerId);
  if (!tried.ok) return tried;
  // Needed by nobody who is signed in; the browser has it before the PIN is typed.
  const { openUnitKey } = await import('../vault/unit-key.ts');
  const opened = await openUnitKey(pin, officer.unlock, device.unitId);
  if (opened === null) {
    const seconds = Math.ceil(pinDelayMs(tried.value) / 1000);
    return fail({ code: 'pin/wrong', params: { seconds } });
  }
  return ok({ officer, device, ...opened });
};

/** The PIN was right, and whatever follows is within a transaction on settings or needs none. */
export const forgetFailures = async (
  { db, patience }: Tablet,
  officerId: string,
): Promise<void> => {
  patience.forget(officerId);
  const failures = await readSetting(db, `pin:${officerId}`);
  if (failures !== null) await db.settings.delete(`pin:${officerId}`);
};

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
