import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArrivedEntry } from './arrival.ts';
import { genesisDigest, hashOf, nextDigest } from './chain.ts';
import { decideCustody, type CustodyDecision, type Holding, type Offer } from './custody.ts';

const seed = 20211;
const logId = '3f0d5a52-7f1d-4f57-9d0e-0f3f7b6c1a11';

const entryOf = (number: number): ArrivedEntry => {
  const frame = Uint8Array.of(9, number);
  return {
    entryId: `entry ${number}`,
    hash: hashOf(frame),
    frame,
    kind: null,
    subjectId: null,
    shiftId: null,
    bearsItsId: true,
    fault: number % 4 === 0 ? 'entry/data-invalid' : null,
    effect: null,
  };
};

const log = Array.from({ length: 12 }, (_, index) => entryOf(index + 1));
const digests = log.reduce(
  (chain, { hash }) => [...chain, nextDigest(chain.at(-1) ?? '', hash)],
  [genesisDigest(logId)],
);

const holdingOf = (count: number): Holding => ({
  ackedThrough: count,
  digest: digests[count] ?? '',
  entryAt: new Map(log.slice(0, count).map((entry, index) => [index + 1, entry])),
  hashesById: new Map(log.slice(0, count).map(({ entryId, hash }) => [entryId, [hash]])),
  aheadIds: new Set(),
});

const offerOf = (from: number, resent: number, count: number): Offer => ({
  logId,
  from,
  skipCount: 0,
  resent: log.slice(from - 1, from - 1 + resent),
  entries: log.slice(from - 1 + resent, from - 1 + count),
  alerts: [],
});

const decide = (offer: Offer, holding: Holding): CustodyDecision =>
  decideCustody(offer, holding, nextDigest);

describe('the decision about a push', () => {
  it(`[PUSH-12] depends on what is held, not on how much of it was read again (seed ${seed})`, () => {
    const situation = fc.record({
      held: fc.nat(12),
      from: fc.integer({ min: 1, max: 12 }),
      count: fc.nat(12),
      share: fc.nat(12),
    });
    fc.assert(
      fc.property(situation, ({ held, from, count, share }) => {
        const known = Math.max(0, Math.min(share, count, held - from + 1));
        const whole = decide(offerOf(from, 0, count), holdingOf(held));
        expect(decide(offerOf(from, known, count), holdingOf(held))).toEqual(whole);
        const last = Math.min(12, from + count - 1);
        const through = from > held + 1 ? held : Math.max(held, last);
        expect(whole).toMatchObject({ ackedThrough: through, digest: digests[through] });
        expect(whole.rows.map(({ position }) => position)).toEqual(
          Array.from({ length: through - held }, (_, index) => held + index + 1),
        );
      }),
      { seed },
    );
  });

  it('[PUSH-23] a ledger that went back meanwhile takes nothing, and says where to go on', () => {
    const decision = decide(offerOf(3, 4, 8), holdingOf(4));
    expect(decision).toMatchObject({
      forked: false,
      ackedThrough: 4,
      digest: digests[4],
      results: [],
      rows: [],
    });
  });

  it('[PUSH-4] another entry among those sent again is a fork', () => {
    const offer = offerOf(1, 4, 6);
    const resent = offer.resent.with(2, { entryId: 'entry 3', hash: hashOf(Uint8Array.of(1)) });
    const decision = decide({ ...offer, resent }, holdingOf(4));
    expect(decision).toMatchObject({ forked: true, ackedThrough: 4, results: [], rows: [] });
  });
});
