import { describe, expect, it } from 'vitest';
import { workCity } from '../support/city-reports.ts';
import { dice } from '../support/dice.ts';
import { bothEngines } from './engines.ts';
import { device } from './sample-custody.ts';
import { openWorld, serverNowMs } from './server-world.ts';

describe.each(bothEngines)('a city’s reports in small, on $name', (engine) => {
  it.each([1, 2021])(
    '[REPORT-19] the sum meets all along, through every channel, with repeats and cuts (seed %i)',
    async (seed) => {
      await using world = await openWorld(engine);
      await world.store.transact((tx) =>
        tx.insertDevice({ ...device, tokenHash: 'token', enrolledAtMs: serverNowMs }),
      );
      const { totals } = await workCity(world.store, {
        answered: 80,
        forwarded: 20,
        dice: dice(seed),
        cutChance: 0.15,
        lookEvery: 1,
        clock: () => serverNowMs,
      });
      expect(totals).toMatchObject({ received: 100, answered: 80, forwarded: 20, open: 0 });
    },
  );
});
