import { describe, expect, it } from 'vitest';
import { createTestTablet, keepPerson, settleIn } from '../../tests/support/tablet-fixture.ts';
import type { ChotDatabase } from './database.ts';
import { readDelivery } from './read-delivery.ts';
import { readSetting, writeSetting } from './settings.ts';
import { watchReading } from './watch-reading.ts';

/** What a watched reading says, one answer after another. */
const follow = <Value>(db: ChotDatabase, read: (live: ChotDatabase) => Promise<Value>) => {
  const told: Value[] = [];
  const waiting = new Set<() => void>();
  const stop = watchReading(db, {
    read,
    onValue: (value) => {
      told.push(value);
      for (const look of waiting) look();
    },
    onError: (error) => {
      throw error;
    },
  });
  const until = (isMeant: (value: Value) => boolean): Promise<Value> =>
    new Promise((resolve) => {
      const look = () => {
        const found = told.find(isMeant);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  return { told, until, stop };
};

describe('a reading that is watched', () => {
  it('[VIEW-1] sees what was read after other readings had been awaited', async () => {
    const tablet = createTestTablet(71);
    await settleIn(tablet);
    const { until, stop } = follow(tablet.db, async (live) => {
      const deep = async () => {
        const deeper = async () => readDelivery(live);
        await deeper();
        return readDelivery(live);
      };
      const { head } = await deep();
      return { head, drafts: await live.drafts.count(), theme: await readSetting(live, 'theme') };
    });
    await until(({ theme }) => theme === null);
    await writeSetting(tablet.db, 'theme', 'night');
    await until(({ theme }) => theme === 'night');
    await keepPerson(tablet);
    await until(({ head }) => head === 2);
    await tablet.db.drafts.add({
      draftId: 'd1',
      officerId: 'cb-01',
      channel: 'paper',
      startedAt: 0,
      updatedAt: 0,
      input: {},
    });
    expect(await until(({ drafts }) => drafts === 1)).toMatchObject({ head: 2, theme: 'night' });
    stop();
  });

  it('[VIEW-1] is left alone by what it did not look into, and by everything once it is stopped', async () => {
    const tablet = createTestTablet(72);
    await settleIn(tablet);
    const sound = follow(tablet.db, (live) => readSetting(live, 'sound'));
    const theme = follow(tablet.db, (live) => readSetting(live, 'theme'));
    await Promise.all([
      sound.until((value) => value === null),
      theme.until((value) => value === null),
    ]);
    sound.stop();
    await writeSetting(tablet.db, 'sound', 'off');
    await keepPerson(tablet);
    await writeSetting(tablet.db, 'theme', 'day');
    await theme.until((value) => value === 'day');
    expect(theme.told).toEqual([null, 'day']);
    expect(sound.told).toEqual([null]);
    theme.stop();
  });

  it('[VIEW-1] never ends with what a change had overtaken while it was being read', async () => {
    const tablet = createTestTablet(73);
    await settleIn(tablet);
    let readings = 0;
    const { told, until, stop } = follow(tablet.db, async (live) => {
      readings += 1;
      const theme = await readSetting(live, 'theme');
      if (readings === 1) await writeSetting(tablet.db, 'theme', 'sun');
      return theme;
    });
    await until((value) => value === 'sun');
    expect(told).toEqual(['sun']);
    stop();
  });

  it('[VIEW-3] says something even where a change overtakes every reading, and the last word in the end', async () => {
    const tablet = createTestTablet(74);
    await settleIn(tablet);
    const overtaken = 40;
    let readings = 0;
    const { told, until, stop } = follow(tablet.db, async (live) => {
      readings += 1;
      const read = await live.drafts.count();
      if (readings <= overtaken) {
        await tablet.db.drafts.add({
          draftId: `d${readings}`,
          officerId: 'cb-01',
          channel: 'paper',
          startedAt: 0,
          updatedAt: 0,
          input: {},
        });
      }
      return read;
    });
    await until((count) => count === overtaken);
    expect(told).toEqual([3, 7, 11, 15, 19, 23, 27, 31, 35, 39, 40]);
    stop();
  });
});
