import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Change } from '#protocol/pull.ts';
import { onMemory } from '../contract/engines.ts';
import { frameAt, sampleLog, type PlacedEntry } from '../contract/sample-log.ts';
import { idOf } from '../support/id-of.ts';
import { onBoard, openWorld, pull, push, type ServerWorld } from '../contract/server-world.ts';

const seed = 20210725;

/** Records, and between them bytes that nobody can read. */
const entries: PlacedEntry[] = [...sampleLog(8), ...sampleLog(12).slice(8)].map((entry) =>
  entry.position % 5 === 0
    ? frameAt(entry.position, new Uint8Array([1, entry.position]), entry.entryId)
    : entry,
);

const ledgerOf = async (world: ServerWorld, logId: string, pieces: readonly PlacedEntry[][]) => {
  const tablet = { ...(await world.enrol()), logId };
  for (const piece of pieces) await push(world.app, tablet, piece);
  const { ackedThrough, digest, recordsByShift, quarantined } = await onBoard(world.app, tablet);
  const feed = await pull(world.app, tablet, { scope: 'unit:hn-01' });
  const accepted = feed.changes.flatMap((change) => rangeOf(change));
  return { ackedThrough, digest, recordsByShift, quarantined, accepted };
};

/** Any piece of the log, sent at any time, any number of times; some of it leaves gaps. */
const piece = fc
  .tuple(fc.nat(entries.length - 1), fc.integer({ min: 1, max: entries.length }))
  .map(([start, length]) => entries.slice(start, start + length));

describe('the ledger', () => {
  it(`[PUSH-12] is the same however a log was split, repeated and reordered (seed ${seed})`, async () => {
    const logId = idOf('log of the property', 1);
    await using reference = await openWorld(onMemory);
    const expected = await ledgerOf(reference, logId, [entries]);
    expect(expected).toMatchObject({ ackedThrough: 12, quarantined: 2 });
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        await using world = await openWorld(onMemory);
        // At last the tablet goes on from the acknowledged position until nothing is left.
        expect(await ledgerOf(world, logId, [...pieces, entries])).toEqual(expected);
      }),
      { seed, numRuns: 60 },
    );
  });

  it(`[PUSH-13] takes custody of any bytes and goes on with the next entry (seed ${seed})`, async () => {
    await using world = await openWorld();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, framed) => {
        count += 1;
        const tablet = { ...(await world.enrol()), logId: idOf('log of bytes', count) };
        const frame = framed ? new Uint8Array([1, ...bytes]) : bytes;
        const poison = frameAt(1, frame, idOf('poison', count));
        const [, next] = sampleLog(2);
        if (!next) throw new Error('A log of two has two entries.');
        const answer = await push(world.app, tablet, [poison, next]);
        expect(answer.ackedThrough).toBe(2);
        expect(answer.results[0]?.status).toBe('quarantined');
        expect(answer.results[1]?.status).not.toBe('quarantined');
      }),
      { seed, numRuns: 200 },
    );
  });
});

const acceptedSchema = z.object({ from: z.int(), through: z.int() });

/** The positions that a line of the feed tells of. */
const rangeOf = ({ body }: Change): number[] => {
  const { from, through } = acceptedSchema.parse(body);
  return Array.from({ length: through - from + 1 }, (_, index) => from + index);
};
