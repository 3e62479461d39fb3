import { lostHash } from '#domain/log/lost-entry.ts';
import type { PlacedEntry } from './tablet-log.ts';

const lostKind = 'lost';

/** Stands at a position whose entry is gone: nothing to send, and the hash that both sides reckon with. */
export const lostRow = (
  logId: string,
  position: number,
  wallMs: number,
): Omit<PlacedEntry, 'digest' | 'recordsThrough'> => ({
  logId,
  position,
  entryId: `lost ${logId} ${position}`,
  frame: new Uint8Array(),
  hash: lostHash(logId, position),
  kind: lostKind,
  recordId: null,
  wallMs,
});

export const isLost = ({ kind }: Pick<PlacedEntry, 'kind'>): boolean => kind === lostKind;
