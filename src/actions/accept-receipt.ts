import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import { readChotFile } from '#protocol/chot-file.ts';
import { receiptSchema, type Receipt } from '#protocol/reconcile.ts';
import { readSignedJson } from '../platform/signed-json.ts';
import { keepCertificate } from '../store/certificates.ts';
import type { ChotDatabase } from '../store/database.ts';
import { applyAck } from '../store/outbox.ts';
import { readDelivery } from '../store/read-delivery.ts';
import { readDevice } from '../store/read-device.ts';
import { readLog } from '../store/read-logs.ts';
import { readContact } from '../store/settings.ts';
import { statesAll } from '../sync/core/certificate.ts';
import type { Tablet } from './tablet.ts';

/**
 * `receipt/unproven`: not the server's signature. `carry/other-receipt`: of another tablet. `carry/other-history`:
 * what it speaks of is not what this tablet holds, or another life of the server; the network settles it.
 */
export type ReceiptFailure = Answer<
  | 'device/not-enrolled'
  | 'carry/no-server-key'
  | 'receipt/unproven'
  | 'carry/other-receipt'
  | 'carry/other-history'
  | 'carry/other-file'
  | 'carry/damaged'
>;

/** How much more the server is now known to hold, and how much of this tablet's it is not. */
export type AcceptedReceipt = { readonly entries: number; readonly unsent: number };

/**
 * Believes the server's signature that somebody has brought, as if the server had answered: what it covers is
 * delivered. It never takes anything back; that only the server itself does. It asks for no PIN.
 * @param jws as `reconcile` gives it
 */
export const acceptReceipt = async (
  { db, clock }: Tablet,
  jws: string,
): Promise<Result<AcceptedReceipt, ReceiptFailure>> => {
  const device = await readDevice(db);
  if (device === null) return fail({ code: 'device/not-enrolled' });
  if (!device.receiptKey) return fail({ code: 'carry/no-server-key' });
  const read = receiptSchema.safeParse(await readSignedJson(jws, device.receiptKey));
  if (!read.success) return fail({ code: 'receipt/unproven' });
  const receipt = read.data;
  const log = await readLog(db, receipt.logId);
  if (receipt.deviceId !== device.deviceId || log === null) {
    return fail({ code: 'carry/other-receipt' });
  }
  const { epoch } = await readContact(db);
  if (epoch !== null && epoch !== receipt.epoch) return fail({ code: 'carry/other-history' });
  const { count, digest } = receipt;
  if (count > log.ackedThrough) {
    const nowMs = clock.wallMs();
    const outcome = await applyAck(db, log.logId, { ackedThrough: count, digest, nowMs });
    if (outcome !== 'applied') return fail({ code: 'carry/other-history' });
  }
  await keepAsProof(db, jws, receipt, clock.wallMs());
  const now = (await readLog(db, log.logId)) ?? log;
  const { unsentEntries } = await readDelivery(db);
  return ok({ entries: Math.max(0, now.ackedThrough - log.ackedThrough), unsent: unsentEntries });
};

/** All the receipts of a `.chot` file. @returns the sum, or why the first one that fails does */
export const acceptReceiptFile = async (
  tablet: Tablet,
  bytes: Uint8Array,
): Promise<Result<AcceptedReceipt, ReceiptFailure>> => {
  const file = readChotFile(bytes);
  if (!file.ok) return fail({ code: file.error });
  if (file.value.kind !== 'receipts') return fail({ code: 'carry/other-file' });
  let accepted: AcceptedReceipt = { entries: 0, unsent: 0 };
  for (const jws of file.value.receipts) {
    const one = await acceptReceipt(tablet, jws);
    if (!one.ok) return one;
    const { entries, unsent } = one.value;
    accepted = { entries: accepted.entries + entries, unsent };
  }
  return ok(accepted);
};

const keepAsProof = async (
  db: ChotDatabase,
  jws: string,
  receipt: Receipt,
  atMs: number,
): Promise<void> => {
  const log = await readLog(db, receipt.logId);
  const { epoch, count, digest } = receipt;
  if (log === null || !statesAll(receipt, { log, epoch })) return;
  const { recordsHead: records } = log;
  await keepCertificate(db, log.logId, { count, records, digest, epoch, atMs, receipt: jws });
};
