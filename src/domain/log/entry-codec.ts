import { decode, encode } from 'cborg';
import { fail, ok, type Result } from '../core/result.ts';
import {
  dataSchemaByKind,
  envelopeSchema,
  isEntryKind,
  type Entry,
  type Envelope,
} from './entry.ts';

/** First byte of every frame: canonical CBOR follows, uncompressed and unsealed. */
const frameVersion = 1;

/** Bytes of one frozen entry, at most. The server takes custody of more but will not read it. */
const entryLimitBytes = 64 * 1024;

export type EntryFault = {
  code:
    | 'entry/too-large'
    | 'entry/unreadable'
    | 'entry/newer-frame'
    | 'entry/unknown-kind'
    | 'entry/newer-schema'
    | 'entry/data-invalid';
};

/** Freezes an entry: the same entry always gives the same bytes (RFC 8949 §4.2.1 deterministic CBOR). */
export const entryToBytes = (entry: Entry): Result<Uint8Array, EntryFault> => {
  const body = encode(entry, { ignoreUndefinedProperties: true });
  if (body.length + 1 > entryLimitBytes) return fail({ code: 'entry/too-large' });
  const frame = new Uint8Array(body.length + 1);
  frame[0] = frameVersion;
  frame.set(body, 1);
  return ok(frame);
};

/** Reads the outside of an entry; what it says inside is not judged. */
export const parseEnvelope = (frame: Uint8Array): Result<Envelope, EntryFault> => {
  if (frame.length > entryLimitBytes) return fail({ code: 'entry/too-large' });
  if (frame.length === 0) return fail({ code: 'entry/unreadable' });
  if (frame[0] !== frameVersion) return fail({ code: 'entry/newer-frame' });
  const body = decodeBody(frame.subarray(1));
  const envelope = envelopeSchema.safeParse(body);
  return envelope.success ? ok(envelope.data) : fail({ code: 'entry/unreadable' });
};

const decodeBody = (body: Uint8Array): unknown => {
  try {
    return decode(body, { rejectDuplicateMapKeys: true });
  } catch {
    return undefined;
  }
};

/** Reads an entry whole, or says why its content cannot be folded yet. */
export const parseEntry = (frame: Uint8Array): Result<Entry, EntryFault> => {
  const envelope = parseEnvelope(frame);
  return envelope.ok ? envelopeToEntry(envelope.value) : envelope;
};

export const envelopeToEntry = (envelope: Envelope): Result<Entry, EntryFault> => {
  if (!isEntryKind(envelope.kind)) return fail({ code: 'entry/unknown-kind' });
  if (envelope.schema !== 1) return fail({ code: 'entry/newer-schema' });
  const data = dataSchemaByKind[envelope.kind].safeParse(envelope.data);
  if (!data.success) return fail({ code: 'entry/data-invalid' });
  const closes = 'shiftId' in data.data ? data.data.shiftId : envelope.shiftId;
  if (closes !== envelope.shiftId) return fail({ code: 'entry/data-invalid' });
  // The kind chose the schema that parsed the data, which is what `Entry` states.
  return ok({ ...envelope, kind: envelope.kind, data: data.data } as Entry);
};
