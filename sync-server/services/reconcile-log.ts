import { fail, ok, type Result } from '#domain/core/result.ts';
import { genesisDigest } from '#domain/log/chain.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { ReconcileRequest, ReconcileResponse } from '#protocol/reconcile.ts';
import type { EnrolledDevice } from '../store/device.ts';
import type { LogProof } from '../store/store.ts';
import type { ReceiptSigner } from './receipt-signer.ts';
import type { ServicePorts } from './service-ports.ts';

/** Compares a log with what its tablet holds; when all of it is here, says so over a signature. */
export const reconcileLog = async (
  { store, clock }: ServicePorts,
  signer: ReceiptSigner,
  { deviceId, unitId }: EnrolledDevice,
  { nonce, logId, head, probes }: ReconcileRequest,
): Promise<Result<ReconcileResponse, ProblemCode>> => {
  const log = { unitId, logId };
  const held = (await store.findLog(log)) ?? emptyLog(deviceId, logId);
  if (held.deviceId !== deviceId) return fail('device/not-allowed');
  const { ackedThrough, digest, records, quarantined, skipped } = held;
  const epoch = await store.epoch();
  const issuedAtMs = clock();
  const asked = [...new Set(probes)].filter((position) => position <= ackedThrough);
  const digests = await store.digestsAt(log, asked);
  const isEqual = head.count === ackedThrough && head.digest === digest;
  if (isEqual && ackedThrough > 0) {
    const certificate = { entries: ackedThrough, records, issuedAtMs };
    await store.transact((tx) => tx.keepCertificate(log, certificate));
  }
  const counts = { count: ackedThrough, digest, records, quarantined, skipped };
  const receipt = { epoch, deviceId, unitId, logId, ...counts, issuedAtMs };
  return ok({
    nonce,
    epoch,
    serverTime: issuedAtMs,
    ackedThrough,
    digest,
    probes: [...digests].map(([position, found]) => ({ position, digest: found })),
    receipt: isEqual ? signer.sign(receipt) : null,
  });
};

/** A log that never spoke here, or that a restored ledger has forgotten. */
const emptyLog = (deviceId: string, logId: string): LogProof => ({
  deviceId,
  ackedThrough: 0,
  digest: genesisDigest(logId),
  records: 0,
  quarantined: 0,
  skipped: 0,
});
