import type { ChotDatabase } from './database.ts';
import type { ReceiptKey } from './rows.ts';

/** The first key stays; only enrolling again forgets it. @returns the one that holds */
export const pinReceiptKey = (db: ChotDatabase, key: ReceiptKey): Promise<ReceiptKey> =>
  db.transaction('rw', db.device, async () => {
    const device = await db.device.get('device');
    const pinned = device?.receiptKey ?? key;
    if (device) await db.device.put({ ...device, receiptKey: pinned });
    return pinned;
  });
