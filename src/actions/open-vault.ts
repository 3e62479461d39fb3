import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { readSetting, writeSetting } from '../store/settings.ts';
import { createKeyring, keyBytes, sealUnder, unsealUnder } from '../vault/keyring.ts';
import type { PinOpens } from '../vault/unit-key.ts';
import type { Tablet } from './tablet.ts';

const place = 'vault key';

/**
 * Opens the vault with the unit's key. The tablet's own key is made at the first unlock and kept under the
 * unit's. One that another unit's key sealed stays for the day the tablet serves there again.
 */
export const openVault = async (
  { db, random }: Pick<Tablet, 'db' | 'random'>,
  { unitKey, signInKey }: PinOpens,
  officerId: string,
): Promise<void> => {
  const key = await db.transaction('rw', db.settings, async () => {
    const kept = (await readSetting(db, 'vault'))?.wrapped ?? [];
    for (const wrapped of kept) {
      const known = unsealUnder(unitKey, hexToBytes(wrapped), place);
      if (known !== null) return known;
    }
    const made = random(keyBytes);
    const wrapped = bytesToHex(sealUnder(unitKey, made, place, random));
    await writeSetting(db, 'vault', { wrapped: [...kept, wrapped] });
    return made;
  });
  db.vault.open(createKeyring(key, random), officerId, signInKey);
};
