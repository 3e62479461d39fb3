import { z } from 'zod';
import { bytesToUuidText } from '#domain/core/uuid.ts';
import { pushRequestSchema, type PushedEntry, type PushRequest } from './push.ts';

/** The rest of the message, which is short. */
const surroundings = pushRequestSchema.omit({ entries: true });
const envelopeOfPush = z.looseObject({ entries: z.array(z.unknown()).max(500) });
const uuidPattern = z.regexes.uuid();

/**
 * Reads a push as `pushRequestSchema` does. Its entries, which are many, are looked at by hand; when
 * anything about them is not as usual, the schema itself decides.
 */
export const readPushRequest = (input: unknown): PushRequest | null => {
  const sent = envelopeOfPush.safeParse(input);
  if (!sent.success) return null;
  const { entries: arrived, ...rest } = sent.data;
  const entries = readEntries(arrived);
  if (entries === null) {
    const whole = pushRequestSchema.safeParse(input);
    return whole.success ? whole.data : null;
  }
  const message = surroundings.safeParse(rest);
  return message.success ? { ...message.data, entries } : null;
};

const readEntries = (arrived: readonly unknown[]): PushedEntry[] | null => {
  const entries: PushedEntry[] = [];
  for (const pair of arrived) {
    if (!Array.isArray(pair) || pair.length !== 2) return null;
    const [id, frame]: unknown[] = pair;
    if (!(id instanceof Uint8Array) || id.length !== 16 || !isBytes(frame)) return null;
    const entryId = bytesToUuidText(id);
    if (!uuidPattern.test(entryId)) return null;
    entries.push({ entryId, frame });
  }
  return entries;
};

const isBytes = (value: unknown): value is Uint8Array<ArrayBuffer> => value instanceof Uint8Array;
