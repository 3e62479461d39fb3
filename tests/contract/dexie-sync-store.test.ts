import { createDexieSyncStore } from '../../src/sync/dexie-sync-store.ts';
import { createTestTablet, keepCrossing, sampleDevice } from '../support/tablet-fixture.ts';
import { describeSyncStore } from './sync-store-contract.ts';
import { owner } from './sync-store-under-test.ts';

let tablets = 0;

describeSyncStore('IndexedDB', async () => {
  const tablet = createTestTablet((tablets += 1));
  const { db } = tablet;
  return {
    store: createDexieSyncStore(db),
    enrol: async () => {
      await db.device.put({ ...sampleDevice, ...owner });
    },
    keep: async (count, { alert } = { alert: false }) => {
      const verdict = alert ? 'hold' : 'pass';
      for (let index = 0; index < count; index += 1) await keepCrossing(tablet, verdict);
    },
    entries: () => db.entries.toArray(),
    loseRow: (logId, position) => db.entries.delete([logId, position]),
  };
});
