import { mintNonce } from '#domain/core/random.ts';
import { ok, type Result } from '#domain/core/result.ts';
import type { CallFailure } from '#protocol/call-failure.ts';
import type { ReconcileResponse } from '#protocol/reconcile.ts';
import { protocolVersion } from '#protocol/version.ts';
import { needsCertificate, statesAll, type Certificate } from './certificate.ts';
import type { SyncPorts } from './ports.ts';
import { headOf, settleDifference } from './settle-difference.ts';
import type { TabletLog } from './tablet-log.ts';

/** Compares every log whose proof is missing or older than the log with the server's ledger [CERT-1]. */
export const certifyLogs = async (ports: SyncPorts): Promise<Result<void, CallFailure>> => {
  const { store, clock } = ports;
  const { epoch } = await store.readContact();
  const now = { epoch, wallMs: clock.wallMs() };
  for (const log of (await store.readLogs()).filter((each) => needsCertificate(each, now))) {
    const compared = await certifyLog(ports, log);
    if (!compared.ok) return compared;
  }
  return ok(undefined);
};

const certifyLog = async (ports: SyncPorts, log: TabletLog): Promise<Result<void, CallFailure>> => {
  const { store, transport, clock, random } = ports;
  const askedWallMs = clock.wallMs();
  const answer = await transport.reconcile({
    protocol: protocolVersion,
    nonce: mintNonce(random),
    logId: log.logId,
    head: headOf(log),
    probes: [log.head],
  });
  if (!answer.ok) return answer;
  const nowMs = clock.wallMs();
  const { epoch, serverTime, ackedThrough, digest } = answer.value;
  await store.noteContact({ askedWallMs, nowMs, epoch, serverTime });
  if (isEqualAtHead(log, answer.value)) {
    await keepProof(ports, log, answer.value);
    return ok(undefined);
  }
  // It held all of it once. Where the position went back, the next round sends what is missing.
  const outcome = await store.applyAck(log.logId, { ackedThrough, digest, nowMs });
  if (outcome === 'differs') await settleDifference(ports, log, ackedThrough);
  if (outcome === 'beyond-head' && log.state === 'forked') {
    await settleDifference(ports, log, log.head);
  }
  return ok(undefined);
};

const isEqualAtHead = (log: TabletLog, { probes }: ReconcileResponse): boolean =>
  probes.some(({ position, digest }) => position === log.head && digest === log.headDigest);

const keepProof = async (
  { store, transport, clock }: SyncPorts,
  log: TabletLog,
  { epoch, ackedThrough, receipt }: ReconcileResponse,
): Promise<void> => {
  const proof: Omit<Certificate, 'receipt'> = {
    count: log.head,
    records: log.recordsHead,
    digest: log.headDigest,
    epoch,
    atMs: clock.wallMs(),
  };
  if (ackedThrough > log.head) {
    // An open log of which the server holds more is left at the next push.
    if (log.state === 'forked') await store.keepCertificate(log.logId, { ...proof, receipt: null });
    return;
  }
  const stated = receipt === null ? null : await transport.readReceipt(receipt);
  if (stated === null || !statesAll(stated, { log, epoch })) {
    await store.noteUnprovenReceipt(log.logId, clock.wallMs());
    return;
  }
  await store.keepCertificate(log.logId, { ...proof, receipt });
};
