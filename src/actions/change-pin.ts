import { bytesToHex } from '@noble/hashes/utils.js';
import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import { judgePin } from '#domain/officer/pin.ts';
import { provePinChange } from '#domain/officer/pin-change.ts';
import { readSealingKey } from '../store/read-sealing-key.ts';
import { keepPinChange } from '../store/pin-changes.ts';
import { errorToSaveFailure, type SaveFailure } from '../store/save-failure.ts';
import { readContact } from '../store/settings.ts';
import { checkPin, forgetFailures, type PinFailure } from './check-pin.ts';
import type { Tablet } from './tablet.ts';

export type NewPinFailure = Answer<
  'pin/short' | 'pin/weak' | 'pin/differs' | 'pin/same' | 'pin/whole-city'
>;

/**
 * Gives an officer the PIN they chose. It opens this tablet at once, also without network, and the others once
 * the server was told; the former one opens nothing here any more, nor does a passkey added under it.
 */
export const changePin = async (
  tablet: Tablet,
  officerId: string,
  typed: { readonly old: string; readonly fresh: string; readonly again: string },
): Promise<Result<void, PinFailure | NewPinFailure | SaveFailure>> => {
  const { db, clock, random } = tablet;
  const judged = judgePin(typed.fresh);
  if (judged !== null) return fail({ code: judged });
  if (typed.fresh !== typed.again) return fail({ code: 'pin/differs' });
  if (typed.fresh === typed.old) return fail({ code: 'pin/same' });
  const checked = await checkPin(tablet, officerId, typed.old);
  if (!checked.ok) return checked;
  const { officer, device, unitKey } = checked.value;
  if (officer.unlock === undefined) return fail({ code: 'officer/no-key' });
  try {
    await forgetFailures(tablet, officerId);
    if (officer.unitId === null) return fail({ code: 'pin/whole-city' });
    const { wrapUnitKey } = await import('../vault/unit-key.ts');
    const wrapped = await wrapUnitKey(typed.fresh, officer.unlock, unitKey, device.unitId, random);
    const signIn = await sealForServer(tablet, wrapped.signInKey);
    const { offsetMs } = await readContact(db);
    // Later than what it replaces, whatever the clock says.
    const pinSetAtMs = Math.max(clock.wallMs() + (offsetMs ?? 0), (officer.pinSetAtMs ?? 0) + 1);
    const { unlock } = wrapped;
    const change = { officerId, unlock, pinSetAtMs, ...(signIn !== null && { signIn }) };
    const proof = provePinChange(unitKey, device.unitId, change);
    await keepPinChange(db, officer, { change, proof, isSent: false });
    return ok(undefined);
  } catch (error) {
    return fail(errorToSaveFailure(error));
  } finally {
    unitKey.fill(0);
  }
};

/** It lies here until it is delivered, for the server's eyes alone; null: the server told of no key yet. */
const sealForServer = async (
  { db, sealEntry }: Tablet,
  signInKey: Uint8Array,
): Promise<string | null> => {
  const key = await readSealingKey(db);
  return key === null ? null : bytesToHex(await sealEntry(signInKey, key));
};
