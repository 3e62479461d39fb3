import { decode } from 'cborg';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pushRequestSchema } from '#protocol/push.ts';
import { readPushRequest } from '#protocol/read-push.ts';
import { sampleLog } from './sample-log.ts';
import { idOf } from '../support/id-of.ts';
import { pushBody } from './server-world.ts';

const seed = 2021;

const message = (): Record<string, unknown> => ({
  ...decode(pushBody({ logId: idOf('log', 1) }, sampleLog(4))),
});

const bySchema = (input: unknown) => {
  const parsed = pushRequestSchema.safeParse(input);
  return parsed.success ? parsed.data : null;
};

describe('reading a push', () => {
  it(`[PUSH-22] gives what the schema of the wire gives, whatever was sent (seed ${seed})`, () => {
    const id = fc.oneof(
      fc.uint8Array({ minLength: 16, maxLength: 16 }),
      fc.constant(new Uint8Array(16)),
      fc.uint8Array({ minLength: 15, maxLength: 17 }),
      fc.constant('text'),
    );
    const frame = fc.oneof(fc.uint8Array({ maxLength: 9 }), fc.constant(null), fc.constant([1]));
    const entry = fc.oneof(
      { weight: 6, arbitrary: fc.tuple(id, frame) },
      { weight: 1, arbitrary: fc.array(frame, { maxLength: 3 }) },
      { weight: 1, arbitrary: fc.anything() },
    );
    const change = fc.record(
      { entries: fc.oneof(fc.array(entry, { maxLength: 4 }), fc.anything()), from: fc.anything() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(change, fc.option(fc.string(), { nil: undefined }), (changed, extra) => {
        const input = { ...message(), ...changed, ...(extra === undefined ? {} : { [extra]: 1 }) };
        expect(readPushRequest(input)).toEqual(bySchema(input));
      }),
      { seed, numRuns: 2000 },
    );
    expect(readPushRequest(message())).toEqual(bySchema(message()));
    expect(readPushRequest(message())?.entries).toHaveLength(4);
    for (const input of [undefined, null, 7, 'x', [], {}])
      expect(readPushRequest(input)).toBeNull();
    const many = {
      ...message(),
      entries: Array.from({ length: 501 }, () => [new Uint8Array(16), new Uint8Array()]),
    };
    expect(readPushRequest(many)).toBeNull();
  });
});
