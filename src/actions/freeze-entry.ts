import { ok, type Result } from '#domain/core/result.ts';
import { entryToBytes, type EntryFault } from '#domain/log/entry-codec.ts';
import type { Entry, EntryTime } from '#domain/log/entry.ts';
import { hashOf } from '#domain/log/chain.ts';
import { isAlert } from '#domain/log/is-alert.ts';
import { readContact } from '../store/settings.ts';
import type { UnplacedEntry } from '../sync/core/tablet-log.ts';
import type { Tablet } from './tablet.ts';

/** Makes the bytes that will never be made again. @param recordId the record the entry belongs to */
export const freezeEntry = (
  entry: Entry,
  recordId: string | null,
): Result<UnplacedEntry, EntryFault> => {
  const frame = entryToBytes(entry);
  if (!frame.ok) return frame;
  return ok({
    entryId: entry.entryId,
    frame: frame.value,
    hash: hashOf(frame.value),
    kind: entry.kind,
    recordId,
    wallMs: entry.time.wall,
    ...(isAlert(entry) ? { alert: true as const } : {}),
  });
};

/** What the tablet knows of time now, with how far the server's clock was off when last heard. */
export const readEntryTime = async (tablet: Tablet): Promise<EntryTime> => {
  const wall = tablet.clock.wallMs();
  const contact = await readContact(tablet.db);
  const time = { wall, mono: Math.round(tablet.clock.monoMs()), boot: tablet.clock.boot };
  if (contact.offsetMs === null || contact.offsetAtMs === null) return time;
  return { ...time, offset: contact.offsetMs, offsetAge: wall - contact.offsetAtMs };
};
