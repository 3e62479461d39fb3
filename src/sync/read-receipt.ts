import { receiptSchema, type Receipt } from '#protocol/reconcile.ts';
import type { ReceiptKey } from '#protocol/about.ts';
import { readSignedJson } from '../platform/signed-json.ts';
import type { ChotDatabase } from '../store/database.ts';
import { pinReceiptKey } from '../store/pin-receipt-key.ts';
import { readDevice } from '../store/read-device.ts';

/**
 * What a receipt states, when it is signed with the key this tablet knows. The key is learned once, at the
 * first contact after enrolling, and then held against everybody who comes with another [CERT-2].
 * @param askKey asks the server for its key
 */
export const readReceipt = async (
  db: ChotDatabase,
  jws: string,
  askKey: () => Promise<ReceiptKey | null>,
): Promise<Receipt | null> => {
  const known = await knowReceiptKey(db, askKey);
  if (known === null) return null;
  const receipt = receiptSchema.safeParse(await readSignedJson(jws, known));
  return receipt.success ? receipt.data : null;
};

/** The key that this server signs with, as it was when this tablet first met it; null: not met yet. */
export const knowReceiptKey = async (
  db: ChotDatabase,
  askKey: () => Promise<ReceiptKey | null>,
): Promise<ReceiptKey | null> => {
  const known = (await readDevice(db))?.receiptKey;
  if (known) return known;
  const key = await askKey();
  return key === null ? null : pinReceiptKey(db, key);
};
