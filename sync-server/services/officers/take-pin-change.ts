import { timingSafeEqual } from 'node:crypto';
import { hexToBytes } from '@noble/hashes/utils.js';
import type { Officer } from '#domain/officer/officer.ts';
import { provePinChange } from '#domain/officer/pin-change.ts';
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
  { store }: Pick<ServicePorts, 'store'>,
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
    await tx.appendFeed('reference', [{ kind: 'officer', audience: unitId, body: officer }]);
    return officer;
  });

const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(one), Buffer.from(other));
