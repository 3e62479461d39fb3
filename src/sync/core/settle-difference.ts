import { mintNonce, mintRandomId } from '#domain/core/random.ts';
import type { CallFailure } from '#protocol/call-failure.ts';
import { protocolVersion } from '#protocol/version.ts';
import { chooseProbes, narrowDifference, type DifferenceSpan } from './narrow-difference.ts';
import type { SyncPorts } from './ports.ts';
import type { TabletLog } from './tablet-log.ts';

/** Logs in a row that may be begun because of a difference with nothing acknowledged in between. */
const toleratedDifferences = 3;

/**
 * The server holds something else than this log says. From the first position that differs on the entries
 * go on under a new log, and it is reported [CERT-3]. @returns false when a person has to look
 */
export const settleDifference = async (
  ports: SyncPorts,
  log: TabletLog,
  differsAt: number,
): Promise<boolean> => {
  const { store, random, clock } = ports;
  const provenThrough = await findLastEqual(ports, log, { equalAt: 0, differsAt });
  if (provenThrough === null) return false;
  if (provenThrough === 0 && (log.differences ?? 0) >= toleratedDifferences) return false;
  await store.forkLog(log.logId, {
    newLogId: mintRandomId(random),
    provenThrough,
    deviceId: log.deviceId,
    cause: 'digest/differs',
    incidentIds: [mintRandomId(random), mintRandomId(random)],
    nowMs: clock.wallMs(),
  });
  return true;
};

/** @returns null when the server could not be asked */
const findLastEqual = async (
  ports: SyncPorts,
  log: TabletLog,
  span: DifferenceSpan,
): Promise<number | null> => {
  const asked = chooseProbes(span);
  const own = await ports.store.readDigests(log.logId, asked);
  if (own.length === 0) return span.equalAt;
  const probes = own.map(({ position }) => position);
  const answer = await ports.transport.reconcile({
    protocol: protocolVersion,
    nonce: mintNonce(ports.random),
    logId: log.logId,
    head: headOf(log),
    probes,
  });
  if (!answer.ok) return cannotCompare(answer.error) ? span.equalAt : null;
  const narrowed = narrowDifference(span, own, answer.value.probes);
  const isNarrower = narrowed.equalAt > span.equalAt || narrowed.differsAt < span.differsAt;
  return isNarrower ? findLastEqual(ports, log, narrowed) : span.equalAt;
};

/** The server is older than comparing: everything is offered again, which it will know for duplicates. */
const cannotCompare = (failure: CallFailure): boolean =>
  failure.kind === 'refused' && failure.code === 'route/unknown';

export const headOf = (log: TabletLog) => ({
  count: log.head,
  records: log.recordsHead,
  digest: log.headDigest,
});
