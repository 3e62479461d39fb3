import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import { passkeyBinding } from '#domain/officer/passkey-binding.ts';
import { ownPasskeyReader, type PasskeyReader } from '../platform/passkey.ts';
import { readPasskey } from '../store/passkeys.ts';
import { errorToSaveFailure, type SaveFailure } from '../store/save-failure.ts';
import type { Session } from '../store/setting.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import {
  checkPin,
  findOfficer,
  forgetFailures,
  type PinFailure,
  type UnknownOfficer,
} from './check-pin.ts';
import { enter } from './sign-in.ts';
import type { Tablet } from './tablet.ts';

const saltBytes = 32;
/** Of the unit's key; what proves the PIN to the server follows it. */
const keyBytes = 32;

/**
 * Lets an officer open this tablet with the device's own fingerprint or face reader from now on. The PIN is
 * asked, so that nobody adds their finger to a tablet that was left open. A device whose passkeys give no
 * secret cannot open a key; that is remembered, and it is not offered again.
 */
export const addPasskey = async (
  tablet: Tablet,
  officerId: string,
  pin: string,
  reader: PasskeyReader = ownPasskeyReader,
): Promise<
  Result<void, PinFailure | SaveFailure | Answer<'passkey/refused' | 'passkey/no-secret'>>
> => {
  const { db, random } = tablet;
  const checked = await checkPin(tablet, officerId, pin);
  if (!checked.ok) return checked;
  await forgetFailures(tablet, officerId);
  const { officer, device, unitKey, signInKey } = checked.value;
  const boundTo = passkeyBinding(officer);
  if (boundTo === null) return fail({ code: 'officer/no-key' });
  const salt = random(saltBytes);
  // The same for the same officer here, so that a second passkey takes the place of the first.
  const userId = sha256(utf8ToBytes(`${device.deviceId} ${officerId}`));
  const made = await reader.make({ userId, name: officer.name, salt });
  try {
    if (!made.ok) {
      if (made.error.code === 'passkey/no-secret') await writeSetting(db, 'noPasskeys', true);
      return made;
    }
    const { wrapUnderPasskey } = await import('../vault/passkey-wrap.ts');
    const { credentialId, secret } = made.value;
    await writeSetting(db, `passkey:${officerId}`, {
      credentialId: bytesToHex(credentialId),
      salt: bytesToHex(salt),
      wrapped: await wrapUnderPasskey(secret, concatBytes(unitKey, signInKey), boundTo, random),
      boundTo,
    });
    return ok(undefined);
  } catch (error) {
    return fail(errorToSaveFailure(error));
  } finally {
    unitKey.fill(0);
  }
};

/** From now on only the PIN opens the tablet for this officer. */
export const removePasskey = async (
  { db }: Tablet,
  officerId: string,
  reader: PasskeyReader = ownPasskeyReader,
): Promise<void> => {
  const passkey = await readSetting(db, `passkey:${officerId}`);
  await db.settings.delete(`passkey:${officerId}`);
  if (passkey !== null) await reader.forget(hexToBytes(passkey.credentialId));
};

/** Signs an officer in by the device's reader, with no network. It counts no wrong PIN and forgives none. */
export const signInByPasskey = async (
  tablet: Tablet,
  officerId: string,
  reader: PasskeyReader = ownPasskeyReader,
): Promise<Result<Session, UnknownOfficer | SaveFailure | Answer<'passkey/refused'>>> => {
  const found = await findOfficer(tablet, officerId);
  if (!found.ok) return found;
  const passkey = await readPasskey(tablet.db, found.value.officer);
  if (passkey === null) return fail({ code: 'passkey/refused' });
  const { credentialId, salt, wrapped, boundTo } = passkey;
  const asked = await reader.ask({
    credentialId: hexToBytes(credentialId),
    salt: hexToBytes(salt),
  });
  if (!asked.ok) return asked;
  const { openWithPasskey } = await import('../vault/passkey-wrap.ts');
  const keys = await openWithPasskey(asked.value, wrapped, boundTo);
  if (keys === null) return fail({ code: 'passkey/refused' });
  const [unitKey, signInKey] = [keys.subarray(0, keyBytes), keys.subarray(keyBytes)];
  // The officer may have been removed while the finger was awaited.
  const still = await findOfficer(tablet, officerId);
  if (!still.ok) return still;
  if ((await readPasskey(tablet.db, still.value.officer)) === null) {
    return fail({ code: 'passkey/refused' });
  }
  return enter(tablet, { ...still.value, unitKey, signInKey }, async () => undefined);
};
