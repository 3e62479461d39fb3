import { ok, type Result } from '#domain/core/result.ts';
import { entryToBytes, type EntryFault } from '#domain/log/entry-codec.ts';
import type { Entry, EntryTime } from '#domain/log/entry.ts';
import { hashOf } from '#domain/log/chain.ts';
import { isAlert } from '#domain/log/is-alert.ts';
import type { SealingKey } from '#domain/log/sealing-key.ts';
import { readSealingKey } from '../store/read-sealing-key.ts';
import { readContact } from '../store/settings.ts';
import type { UnplacedEntry } from '../sync/core/tablet-log.ts';
import type { Tablet } from './tablet.ts';

export type FrozenEntry = {
  /** What goes into the log: sealed, once the server has told what to seal to. */
  readonly unplaced: UnplacedEntry;
  /** The same in a form that this tablet can read. */
  readonly plainFrame: Uint8Array;
};

/**
 * Makes the bytes that will never be made again. Not inside a transaction: sealing does not wait for one.
 * @param recordId the record the entry belongs to
 * @param isUrgent it goes ahead of its log, with what it is told together
 * @param sealingKey what it is sealed to, where it is being read already
 */
export const freezeEntry = async (
  { db, sealEntry }: Pick<Tablet, 'db' | 'sealEntry'>,
  entry: Entry,
  recordId: string | null,
  isUrgent = isAlert(entry),
  sealingKey: Promise<SealingKey | null> = readSealingKey(db),
): Promise<Result<FrozenEntry, EntryFault>> => {
  const plain = entryToBytes(entry);
  if (!plain.ok) return plain;
  const key = await sealingKey;
  const frame = key === null ? plain.value : await sealEntry(plain.value, key);
  const unplaced: UnplacedEntry = {
    entryId: entry.entryId,
    frame,
    hash: hashOf(frame),
    kind: entry.kind,
    recordId,
    wallMs: entry.time.wall,
    ...(isUrgent ? { alert: true as const } : {}),
  };
  return ok({ unplaced, plainFrame: plain.value });
};

/** What the tablet knows of time now, with how far the server's clock was off when last heard. */
export const readEntryTime = async (tablet: Tablet): Promise<EntryTime> => {
  const wall = tablet.clock.wallMs();
  const contact = await readContact(tablet.db);
  const time = { wall, mono: Math.round(tablet.clock.monoMs()), boot: tablet.clock.boot };
  if (contact.offsetMs === null || contact.offsetAtMs === null) return time;
  return { ...time, offset: contact.offsetMs, offsetAge: wall - contact.offsetAtMs };
};
