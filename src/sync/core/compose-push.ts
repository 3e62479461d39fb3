import { mintNonce } from '#domain/core/random.ts';
import { protocolVersion } from '#protocol/version.ts';
import { isLost } from './lost-row.ts';
import type { OutgoingPush, SyncPorts } from './ports.ts';
import type { PlacedEntry, TabletLog } from './tablet-log.ts';

const incidentsInAPush = 20;

/** What stands at the front of a batch: positions that are lost, then entries up to the next such one. */
const splitBatch = (batch: readonly PlacedEntry[]) => {
  const firstEntry = batch.findIndex((row) => !isLost(row));
  const skipped = firstEntry < 0 ? batch.length : firstEntry;
  const rest = batch.slice(skipped);
  const nextLost = rest.findIndex(isLost);
  return { skipped, entries: nextLost < 0 ? rest : rest.slice(0, nextLost) };
};

/** One request: a piece of the log, or a heartbeat, with what has to be told besides. */
export const composePush = async (
  { store, clock, random, app }: SyncPorts,
  log: TabletLog,
  after: number,
  batch: readonly PlacedEntry[],
): Promise<OutgoingPush> => {
  const { skipped, entries } = splitBatch(batch);
  const incidents = await store.readIncidents(incidentsInAPush);
  return {
    protocol: protocolVersion,
    nonce: mintNonce(random),
    logId: log.logId,
    epochSeen: (await store.readContact()).epoch,
    from: after + 1,
    ...(skipped > 0 ? { skip: { count: skipped, reason: 'row-lost' as const } } : {}),
    entries: entries.map(({ entryId, frame }) => ({ entryId, frame: new Uint8Array(frame) })),
    ...(incidents.length > 0 ? { incidents } : {}),
    clock: { wall: clock.wallMs(), mono: clock.monoMs() },
    queue: {
      depth: log.head - log.ackedThrough,
      records: log.recordsHead - log.recordsAcked,
      oldestWallMs: batch[0]?.wallMs ?? null,
    },
    app,
  };
};
