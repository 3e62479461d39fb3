import type { ChotDatabase } from './database.ts';
import type { DeviceRow } from './rows.ts';

/** Who this tablet is; null before it is enrolled. */
export const readDevice = async (db: ChotDatabase): Promise<DeviceRow | null> =>
  (await db.device.get('device')) ?? null;
