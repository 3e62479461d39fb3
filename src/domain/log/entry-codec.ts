import { fail, ok, type Result } from '../core/result.ts';
import { envelopeSchema, isEntryKind, type Entry, type Envelope } from './entry.ts';
import { frameToValue, valueToFrame, type FrameFault } from './frame.ts';
import { currentSchemaOf, upcastData } from './upcast.ts';

export type EntryFault =
  | FrameFault
  | { code: 'entry/unknown-kind' | 'entry/newer-schema' | 'entry/data-invalid' };

/** Freezes an entry. The bytes are never made again; another build may compress them otherwise. */
export const entryToBytes = (entry: Entry): Result<Uint8Array, EntryFault> => valueToFrame(entry);

/** Reads the outside of an entry; what it says inside is not judged. */
export const parseEnvelope = (frame: Uint8Array): Result<Envelope, EntryFault> => {
  const value = frameToValue(frame);
  if (!value.ok) return value;
  const envelope = envelopeSchema.safeParse(value.value);
  return envelope.success ? ok(envelope.data) : fail({ code: 'entry/unreadable' });
};

/** Reads an entry whole, or says why its content cannot be folded yet. */
export const parseEntry = (frame: Uint8Array): Result<Entry, EntryFault> => {
  const envelope = parseEnvelope(frame);
  return envelope.ok ? envelopeToEntry(envelope.value) : envelope;
};

/** The entry as this build understands it: of an older schema, brought up to today's. */
export const envelopeToEntry = (envelope: Envelope): Result<Entry, EntryFault> => {
  const { kind } = envelope;
  if (!isEntryKind(kind)) return fail({ code: 'entry/unknown-kind' });
  const data = upcastData(kind, envelope.schema, envelope.data);
  if (!data.ok) return data;
  const closes = 'shiftId' in data.value ? data.value.shiftId : envelope.shiftId;
  if (closes !== envelope.shiftId) return fail({ code: 'entry/data-invalid' });
  // The kind chose the schema that parsed the data, which is what `Entry` states.
  return ok({ ...envelope, kind, schema: currentSchemaOf(kind), data: data.value } as Entry);
};
