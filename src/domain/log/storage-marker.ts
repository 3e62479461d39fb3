import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { uuidV8 } from '../core/uuid.ts';
import type { Incident } from './incident.ts';

/** What a tablet remembers of its log in a second place, so that the loss of the first one is noticed. */
export const storageMarkerSchema = z.object({
  deviceId: z.uuid(),
  unitId: z.string(),
  logId: z.uuid(),
  head: z.int().min(0),
  ackedThrough: z.int().min(0),
});
export type StorageMarker = z.infer<typeof storageMarkerSchema>;

type HeldLog = {
  readonly logId: string;
  readonly deviceId: string;
  readonly unitId: string;
  readonly state: 'open' | 'forked';
  readonly head: number;
  readonly ackedThrough: number;
};

export type HeldStorage = {
  readonly device: { readonly deviceId: string; readonly unitId: string } | null;
  readonly logs: readonly HeldLog[];
};

/**
 * Whether the storage holds less than the tablet remembers having had [TRIP-1]. A log that a fork left may
 * be shorter; its entries moved to another one.
 * @returns the incident, the same one however often the same loss is met, or null
 */
export const judgeStorage = (
  marker: StorageMarker | null,
  { device, logs }: HeldStorage,
  wallMs: number,
): Incident | null => {
  if (marker === null) return null;
  const { logId, head, ackedThrough } = marker;
  const log = logs.find((each) => each.logId === logId);
  const isWhole = log !== undefined && (log.state === 'forked' || log.head >= head);
  if (isWhole && device !== null) return null;
  const still = isWhole ? head : (log?.head ?? 0);
  const mark = sha256(utf8ToBytes(`storage lost ${logId} ${head} ${still}`));
  return {
    incidentId: uuidV8(mark.subarray(0, 16)),
    code: 'storage/lost',
    wallMs,
    logId,
    position: still,
    // What the server had acknowledged is lost here and safe there.
    count: Math.max(0, head - Math.max(still, ackedThrough)),
  };
};

/** What to remember of a storage that is whole; null while there is nothing to lose. */
export const storageToMarker = ({ device, logs }: HeldStorage): StorageMarker | null => {
  const log = logs.find(
    (each) =>
      each.state === 'open' &&
      each.deviceId === device?.deviceId &&
      each.unitId === device.unitId &&
      each.head > 0,
  );
  if (!log) return null;
  const { deviceId, unitId, logId, head, ackedThrough } = log;
  return { deviceId, unitId, logId, head, ackedThrough };
};
