import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDelivery } from '../../src/store/read-delivery.ts';
import { listRecords } from '../../src/store/list-records.ts';
import { keepPerson } from '../support/tablet-fixture.ts';
import type { Fate } from '../support/test-network.ts';
import { createWorld, type WorldTablet } from '../support/world.ts';

type Step =
  | { readonly do: 'keep' | 'begin-round' | 'tap-twice'; readonly tablet: number }
  | { readonly do: 'settle'; readonly tablet: number; readonly fate: Fate };

const tabletNumber = fc.integer({ min: 0, max: 1 });
const fate = fc.constantFrom<Fate>('deliver', 'deliver', 'lose-request', 'lose-answer');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('keep' as const), tablet: tabletNumber }),
  fc.record({ do: fc.constant('tap-twice' as const), tablet: tabletNumber }),
  fc.record({ do: fc.constant('begin-round' as const), tablet: tabletNumber }),
  fc.record({ do: fc.constant('settle' as const), tablet: tabletNumber, fate }),
);

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A tablet whose rounds go on in the background while the test does other things. */
const withRounds = (tablet: WorldTablet) => {
  const state: { round: Promise<unknown> | null } = { round: null };
  const goRound = async () => {
    await tablet.sync();
    state.round = null;
  };
  const begin = () => {
    state.round ??= goRound();
  };
  const pause = async () => {
    while (state.round !== null && tablet.network.waiting() === 0) await turn();
  };
  const finish = async () => {
    tablet.network.release();
    await state.round;
    tablet.forget();
    await tablet.syncToEnd();
  };
  tablet.network.hold();
  return { tablet, begin, pause, finish };
};

describe('any interleaving', () => {
  it('[SYNC-11] of saves, double taps, pushes, lost requests and lost answers ends with every record on the server exactly once (seed 20210906)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 24 }), async (steps) => {
        const world = await createWorld(20);
        const both = [withRounds(await world.addTablet()), withRounds(await world.addTablet())];
        const kept: string[] = [];
        for (const [index, action] of steps.entries()) {
          const one = both[action.tablet];
          if (!one) continue;
          if (action.do === 'keep') kept.push((await keepPerson(one.tablet)).recordId);
          if (action.do === 'tap-twice') {
            const tap = () => keepPerson(one.tablet, {}, `draft-${index}`);
            const taps = await Promise.all([tap(), tap()]);
            kept.push(...new Set(taps.map((tapped) => tapped.recordId)));
          }
          if (action.do === 'begin-round') one.begin();
          if (action.do === 'settle') await one.tablet.network.flush(action.fate);
          await one.pause();
        }
        for (const one of both) await one.finish();

        expect(await world.records()).toEqual(kept.toSorted());
        for (const { tablet } of both) {
          expect(await readDelivery(tablet.db)).toMatchObject({ unsentEntries: 0, trouble: null });
          const rows = await listRecords(tablet.db, { limit: 100 });
          expect(rows.every((row) => row.delivered)).toBe(true);
        }
        await world.close();
      }),
      { seed: 20210906, numRuns: 60 },
    );
  });
});
