import type { ChotDatabase } from './database.ts';
import type { DeviceRow, OwnKeyRow } from './rows.ts';

/** The first key stays, whichever page made it. @returns the device as it is then, or null */
export const keepOwnKey = (
  db: ChotDatabase,
  deviceId: string,
  key: OwnKeyRow,
): Promise<DeviceRow | null> =>
  changeDevice(db, deviceId, (device) => (device.signingKey ? device : { ...device, ...key }));

/** Whether the server knows the key, so that the token is not needed. */
export const noteKeyKnown = (
  db: ChotDatabase,
  deviceId: string,
  isKnown: boolean,
): Promise<DeviceRow | null> =>
  changeDevice(db, deviceId, ({ keyKnown: _before, ...device }) =>
    isKnown ? { ...device, keyKnown: true } : device,
  );

const changeDevice = (
  db: ChotDatabase,
  deviceId: string,
  change: (device: DeviceRow) => DeviceRow,
): Promise<DeviceRow | null> =>
  db.transaction('rw', db.device, async () => {
    const device = await db.device.get('device');
    // It may have been enrolled anew meanwhile.
    if (device?.deviceId !== deviceId) return device ?? null;
    const changed = change(device);
    await db.device.put(changed);
    return changed;
  });
