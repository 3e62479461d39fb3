import { setTimeout as wait } from 'node:timers/promises';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { createTestTablet } from '../support/tablet-fixture.ts';

export type BenchTablet = {
  /** Resolves when the tablet keeps the bulletin. */
  readonly has: (bulletinId: string) => Promise<void>;
  readonly stop: () => void;
};

/** A tablet's whole engine, its loop and its line for news, at a server process over loopback. */
export const openBenchTablet = async (url: string, index: number): Promise<BenchTablet> => {
  const { enrolTablet } = await import('../../src/actions/enrol-tablet.ts');
  const { followNews } = await import('../../src/sync/follow-news.ts');
  const { startSyncLoop } = await import('../../src/sync/sync-loop.ts');
  const { createTransport } = await import('../../src/sync/transport.ts');
  const engine = { indexedDB: new IDBFactory(), IDBKeyRange };
  const made = createTestTablet(index + 1, engine, `chot-bench-${index}`);
  const clock = { wallMs: Date.now, monoMs: () => performance.now(), boot: `boot-${index}` };
  const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));
  const tablet = { ...made, clock, random };
  const fetchFrom = (path: string, init: RequestInit) =>
    fetch(path.startsWith('http') ? path : `${url}${path}`, init);
  const enrolment = { code: 'CHOT-2021', unitId: 'hn-01', deviceName: `Máy ${index}` };
  const enrolled = await enrolTablet(tablet, enrolment, fetchFrom);
  if (!enrolled.ok) throw new Error(enrolled.error.code);
  const { db, app } = tablet;
  const transport = createTransport(db, '', fetchFrom);
  const loop = startSyncLoop({ tablet: { db, clock, random, app }, transport, locks: null });
  const stopFollowing = followNews({ db, random, transport, wake: loop.wake });
  return {
    has: async (bulletinId) => {
      while ((await db.reference.get(['bulletin', bulletinId])) === undefined) await wait(25);
    },
    stop: () => {
      stopFollowing();
      loop.stop();
      db.close();
    },
  };
};
