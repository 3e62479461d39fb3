import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import { mintNonce } from '#domain/core/random.ts';
import { isSealed } from '#domain/log/sealed-frame.ts';
import { chotFileToBytes } from '#protocol/chot-file.ts';
import { prepareParcel, type Parcel } from '#protocol/parcel.ts';
import { pushToBody } from '#protocol/push-body.ts';
import { protocolVersion } from '#protocol/version.ts';
import { signBytes } from '../platform/device-signature.ts';
import { readUntold } from '../store/incidents.ts';
import { lastPlaceBefore, readBatch } from '../store/outbox.ts';
import { readDevice } from '../store/read-device.ts';
import { readLogs } from '../store/read-logs.ts';
import type { DeviceRow } from '../store/rows.ts';
import { readContact } from '../store/settings.ts';
import { splitBatch } from '../sync/core/compose-push.ts';
import {
  isBehind,
  type LogPlace,
  type PlacedEntry,
  type TabletLog,
} from '../sync/core/tablet-log.ts';
import type { Tablet } from './tablet.ts';

/** Left of a push for what stands around its entries. */
const limits = { bytes: 240 * 1024, entries: 500 };
const incidentsCarried = 20;

export type HandOverFailure = Answer<
  'device/not-enrolled' | 'carry/nothing' | 'carry/no-key' | 'carry/unsealed' | 'carry/too-much'
>;

/** Everything that the server has not acknowledged, ready to leave the tablet. */
export type HandedOver = {
  /** A `.chot` file. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly entries: number;
  readonly records: number;
};

const parcelsInAFile = 128;

/**
 * Writes what this tablet has not delivered for somebody else to carry. Nothing of the tablet changes: it goes
 * on holding all of it until the server has signed for it. It asks for no PIN, as sending does not either.
 */
export const handOver = async (tablet: Tablet): Promise<Result<HandedOver, HandOverFailure>> => {
  const { db } = tablet;
  const device = await readDevice(db);
  if (device === null) return fail({ code: 'device/not-enrolled' });
  const { signingKey, publicKey } = device;
  if (!signingKey || !publicKey) return fail({ code: 'carry/no-key' });
  const logs = (await readLogs(db)).filter(
    (log) => isBehind(log) && log.deviceId === device.deviceId,
  );
  const written: Parcel[] = [];
  for (const log of logs) {
    const parcels = await writeLog(tablet, { device, key: publicKey, log });
    if (parcels === null) return fail({ code: 'carry/unsealed' });
    written.push(...parcels);
  }
  if (written.length === 0) return fail({ code: 'carry/nothing' });
  if (written.length > parcelsInAFile) return fail({ code: 'carry/too-much' });
  const parcels: Uint8Array<ArrayBuffer>[] = [];
  for (const parcel of written) {
    const unsigned = prepareParcel(parcel);
    const signature = await signBytes(signingKey, unsigned.signedBytes);
    parcels.push(new Uint8Array(unsigned.withSignature(signature)));
  }
  return ok({
    bytes: chotFileToBytes({ kind: 'entries', parcels }),
    entries: sum(written.map(({ from, through }) => through - from + 1)),
    records: sum(written.map(({ records }) => records)),
  });
};

type LogToWrite = {
  readonly device: DeviceRow;
  readonly key: Parcel['key'];
  readonly log: TabletLog;
};

/** Null when somebody could read it on the way. A row that is gone ends it: what is behind it waits for the network. */
const writeLog = async (tablet: Tablet, toWrite: LogToWrite): Promise<Parcel[] | null> => {
  const { db } = tablet;
  const { log } = toWrite;
  const parcels: Parcel[] = [];
  let place: LogPlace = await lastPlaceBefore(db, log.logId, log.ackedThrough);
  while (place.position < log.head) {
    const batch = await readBatch(db, log.logId, place.position, limits);
    const { skipped, entries } = splitBatch(batch);
    const last = batch[skipped + entries.length - 1];
    if (last === undefined) break;
    if (!entries.every(({ frame }) => isSealed(frame))) return null;
    parcels.push(await writeParcel(tablet, toWrite, { place, last, skipped, entries }));
    place = last;
  }
  return parcels;
};

type Piece = {
  /** The one before the first. */
  readonly place: LogPlace;
  readonly last: PlacedEntry;
  readonly skipped: number;
  readonly entries: readonly PlacedEntry[];
};

const writeParcel = async (
  { db, clock, random, app }: Tablet,
  { device, key, log }: LogToWrite,
  { place, last, skipped, entries }: Piece,
): Promise<Parcel> => {
  const from = place.position + 1;
  const incidents = await readUntold(db, incidentsCarried);
  const push = pushToBody({
    protocol: protocolVersion,
    nonce: mintNonce(random),
    logId: log.logId,
    epochSeen: (await readContact(db)).epoch,
    from,
    ...(skipped > 0 ? { skip: { count: skipped, reason: 'row-lost' as const } } : {}),
    entries: entries.map(({ entryId, frame }) => ({ entryId, frame: new Uint8Array(frame) })),
    ...(incidents.length > 0 ? { incidents } : {}),
    clock: { wall: clock.wallMs(), mono: clock.monoMs() },
    queue: {
      depth: log.head - place.position,
      records: log.recordsHead - place.recordsThrough,
      oldestWallMs: entries[0]?.wallMs ?? null,
    },
    app,
  });
  return {
    v: 1,
    deviceId: device.deviceId,
    unitId: log.unitId,
    deviceName: device.deviceName,
    logId: log.logId,
    from,
    through: last.position,
    records: last.recordsThrough - place.recordsThrough,
    before: place.digest,
    digest: last.digest,
    head: log.head,
    madeAtMs: clock.wallMs(),
    key: { x: key.x, y: key.y },
    push,
  };
};

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);
