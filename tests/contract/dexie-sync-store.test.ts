import { createDexieSyncStore } from '../../src/sync/dexie-sync-store.ts';
import { createTestTablet, keepPerson, sampleDevice } from '../support/tablet-fixture.ts';
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
    keep: async (count) => {
      for (let index = 0; index < count; index += 1) await keepPerson(tablet);
    },
    entries: () => db.entries.toArray(),
    loseRow: (logId, position) => db.entries.delete([logId, position]),
  };
});
