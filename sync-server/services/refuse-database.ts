import type { StoreReader } from '../store/store.ts';

/** Demonstration officers and real people never share a ledger: why this start is refused, or null. */
export const refuseDatabase = async (store: StoreReader, demo: boolean): Promise<string | null> => {
  const holdsDemo = await store.isDemo();
  if (!demo && holdsDemo) {
    return 'This database holds demonstration officers, whose PINs are public. Choose another DATA_DIR or DATABASE_URL.';
  }
  if (demo && !holdsDemo && (await store.feedHead('reference')) > 0) {
    return 'This database is not a demonstration. Set CHOT_DEMO=false or choose another DATA_DIR or DATABASE_URL.';
  }
  return null;
};
