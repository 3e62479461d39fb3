import { timingSafeEqual } from 'node:crypto';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { OpenFrame } from '#domain/log/sealed-frame.ts';
import type { Officer } from '#domain/officer/officer.ts';
import { provePinChange, type PinChange } from '#domain/officer/pin-change.ts';
import type { OfficerPinRequest } from '#protocol/officer-pin.ts';
import type { EnrolledDevice } from '../../store/device.ts';
import type { ServicePorts } from '../service-ports.ts';
import { readOfficersOf } from './find-officer.ts';

/**
 * Takes up a PIN that was chosen on a tablet, if it is later than the one that stands, and tells the unit's
 * tablets. Of two chosen apart the later one stands, in whatever order they come; the same one again changes
 * nothing. Who serves the whole city has a key for every unit, which no tablet can wrap.
 * @returns what stands now; null: there is no such officer on the tablet's unit
 */
export const takePinChange = (
  { store, openFrame }: Pick<ServicePorts, 'store' | 'openFrame'>,
  { unitId }: EnrolledDevice,
  { change, proof }: OfficerPinRequest,
): Promise<Officer | null> =>
  store.transact(async (tx) => {
    const standing = (await readOfficersOf(tx, unitId)).get(change.officerId);
    if (standing === undefined) return null;
    const key = await tx.unitKey(unitId);
    const isProven = key !== null && isSame(provePinChange(hexToBytes(key), unitId, change), proof);
    const isLater = change.pinSetAtMs > (standing.pinSetAtMs ?? 0);
    if (standing.unitId === null || !isProven || !isLater) return standing;
    const { mustChangePin: _done, ...rest } = standing;
    const { unlock, pinSetAtMs } = change;
    const officer: Officer = { ...rest, unlock, pinSetAtMs };
    const { officerId, role } = officer;
    const signInKey = openSignInKey(openFrame, change);
    await tx.removeAccount(unitId, officerId);
    if (signInKey !== null) await tx.putAccount({ unitId, officerId, role, signInKey });
    await tx.appendFeed('reference', [{ kind: 'officer', audience: unitId, body: officer }]);
    return officer;
  });

const signInKeyBytes = 32;

/** Null: without it the officer works on tablets and not with the server, until the next PIN. */
const openSignInKey = (openFrame: OpenFrame, { signIn }: PinChange): string | null => {
  const opened = signIn === undefined ? null : openFrame(hexToBytes(signIn));
  return opened?.ok && opened.value.length === signInKeyBytes ? bytesToHex(opened.value) : null;
};

const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(one), Buffer.from(other));
