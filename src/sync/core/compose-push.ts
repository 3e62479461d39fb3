import { mintNonce } from '#domain/core/random.ts';
import type { PushedAlert } from '#protocol/push.ts';
import { protocolVersion } from '#protocol/version.ts';
import { isLost } from './lost-row.ts';
import type { Pace } from './pace.ts';
import type { OutgoingPush, SyncPorts } from './ports.ts';
import type { PlacedEntry, TabletLog } from './tablet-log.ts';

const incidentsInAPush = 20;
const alertsInAPush = 20;
/** CBOR around a frame with its id and position, bytes at most. */
const wrappingBytes = 32;

type Piece = {
  /** The position before the first of the batch. */
  readonly after: number;
  readonly batch: readonly PlacedEntry[];
  readonly pace: Pace;
};

/** One request: a piece of the log, or a heartbeat, with what has to be told besides. */
export const composePush = async (
  ports: SyncPorts,
  log: TabletLog,
  { after, batch, pace }: Piece,
): Promise<OutgoingPush> => {
  const { store, clock, random, app } = ports;
  const { skipped, entries } = splitBatch(batch);
  const alerts = await alertsBeyond(ports, log, { after: after + batch.length, pace });
  const carried =
    alerts.length === 0 ? entries : fitting(entries, pace.batchBytes - sizeOf(alerts));
  const incidents = await store.readIncidents(incidentsInAPush);
  const tablet = await ports.readState?.();
  return {
    protocol: protocolVersion,
    nonce: mintNonce(random),
    logId: log.logId,
    epochSeen: (await store.readContact()).epoch,
    from: after + 1,
    ...(skipped > 0 ? { skip: { count: skipped, reason: 'row-lost' as const } } : {}),
    entries: carried.map(({ entryId, frame }) => ({ entryId, frame: new Uint8Array(frame) })),
    ...(alerts.length > 0 ? { alerts: alerts.map(entryToAlert) } : {}),
    ...(incidents.length > 0 ? { incidents } : {}),
    clock: { wall: clock.wallMs(), mono: clock.monoMs() },
    queue: {
      depth: log.head - log.ackedThrough,
      records: log.recordsHead - log.recordsAcked,
      oldestWallMs: batch[0]?.wallMs ?? null,
    },
    app,
    ...(tablet === undefined ? {} : { tablet }),
  };
};

/** What stands at the front of a batch: positions that are lost, then entries up to the next such one. */
export const splitBatch = (batch: readonly PlacedEntry[]) => {
  const firstEntry = batch.findIndex((row) => !isLost(row));
  const skipped = firstEntry < 0 ? batch.length : firstEntry;
  const rest = batch.slice(skipped);
  const nextLost = rest.findIndex(isLost);
  return { skipped, entries: nextLost < 0 ? rest : rest.slice(0, nextLost) };
};

/** A request that cannot carry the whole queue takes along what must be known now [ALERT-1]. */
const alertsBeyond = async (
  { store }: SyncPorts,
  log: TabletLog,
  { after, pace }: Pick<Piece, 'after' | 'pace'>,
): Promise<PlacedEntry[]> => {
  if (after >= log.head) return [];
  const limits = { bytes: pace.batchBytes / 2, entries: alertsInAPush };
  return store.readAlerts(log.logId, after, limits);
};

const sizeOf = (rows: readonly PlacedEntry[]): number =>
  rows.reduce((sum, { frame }) => sum + frame.length + wrappingBytes, 0);

/** As many from the front as the bytes allow; the first one always goes. */
const fitting = (entries: readonly PlacedEntry[], bytes: number): readonly PlacedEntry[] => {
  let left = bytes;
  const tooMany = entries.findIndex(({ frame }, index) => {
    left -= frame.length + wrappingBytes;
    return index > 0 && left < 0;
  });
  return tooMany < 0 ? entries : entries.slice(0, tooMany);
};

const entryToAlert = ({ position, entryId, frame }: PlacedEntry): PushedAlert => ({
  position,
  entryId,
  frame: new Uint8Array(frame),
});
