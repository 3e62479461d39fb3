import { envelopeToEntry, parseEnvelope } from '#domain/log/entry-codec.ts';
import type { Entry, Envelope } from '#domain/log/entry.ts';

export type Judgement =
  | { readonly status: 'applied'; readonly envelope: Envelope; readonly entry: Entry }
  | { readonly status: 'duplicate'; readonly envelope: Envelope }
  | {
      readonly status: 'quarantined';
      readonly envelope: Envelope | null;
      /** An `EntryFault` code, or `entry/id-differs`, `entry/id-reused`, `entry/other-unit`. */
      readonly reason: string;
    };

/**
 * What becomes of an entry that is taken into custody. It never says no: whatever cannot be folded
 * is kept in quarantine, and the entries after it go on.
 */
export const judgeEntry = ({
  frame,
  hash,
  entryId,
  unitId,
  earlierHashes,
}: {
  readonly frame: Uint8Array;
  readonly hash: string;
  /** The id it was sent under. */
  readonly entryId: string;
  /** The unit of the tablet that sent it. */
  readonly unitId: string;
  /** Hashes of what the unit sent before under the same entry id. */
  readonly earlierHashes: readonly string[];
}): Judgement => {
  const outside = parseEnvelope(frame);
  if (!outside.ok) {
    return { status: 'quarantined', envelope: null, reason: outside.error.code };
  }
  const envelope = outside.value;
  const quarantine = (reason: string): Judgement => ({ status: 'quarantined', envelope, reason });
  if (envelope.entryId !== entryId) return quarantine('entry/id-differs');
  if (earlierHashes.includes(hash)) return { status: 'duplicate', envelope };
  if (earlierHashes.length > 0) return quarantine('entry/id-reused');
  if (envelope.unitId !== unitId) return quarantine('entry/other-unit');
  const entry = envelopeToEntry(envelope);
  if (!entry.ok) return quarantine(entry.error.code);
  return { status: 'applied', envelope, entry: entry.value };
};
