import type { EntryReading } from '#domain/log/arrival.ts';
import { envelopeToEntry, parseEnvelope } from '#domain/log/entry-codec.ts';
import type { OpenFrame } from '#domain/log/sealed-frame.ts';
import { foldEntry } from './fold-entry.ts';

/**
 * Reads an entry as far as it can be read. Nothing is refused: a fault is kept with the entry.
 * @param entryId the id it was sent under
 * @param unitId the unit of the tablet that sent it
 * @param openFrame opens it, should it be sealed
 */
export const readArrival = (
  frame: Uint8Array,
  { entryId, unitId }: { readonly entryId: string; readonly unitId: string },
  openFrame: OpenFrame,
): EntryReading => {
  const opened = openFrame(frame);
  if (!opened.ok) return { ...unread, fault: opened.error.code };
  const envelope = parseEnvelope(opened.value);
  if (!envelope.ok) return { ...unread, fault: envelope.error.code };
  const { kind, subjectId, shiftId } = envelope.value;
  const outside = { kind, subjectId, shiftId, bearsItsId: envelope.value.entryId === entryId };
  const withFault = (fault: string): EntryReading => ({ ...outside, fault, effect: null });
  if (!outside.bearsItsId) return withFault('entry/id-differs');
  if (envelope.value.unitId !== unitId) return withFault('entry/other-unit');
  const entry = envelopeToEntry(envelope.value);
  if (!entry.ok) return withFault(entry.error.code);
  return { ...outside, fault: null, effect: foldEntry(entry.value) };
};

const unread = {
  kind: null,
  subjectId: null,
  shiftId: null,
  bearsItsId: false,
  effect: null,
} as const;
