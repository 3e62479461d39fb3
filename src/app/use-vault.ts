import { useEffect, useSyncExternalStore } from 'react';
import { useServices } from '../features/services.ts';
import { bugReference, reportBug } from '../platform/report-bug.ts';
import { sealOldRows } from '../store/seal-old-rows.ts';
import type { Session } from '../store/setting.ts';

/** Who has unlocked this page; null: nobody. It is locked when another page signs somebody else in or out. */
export const useVaultHolder = (session: Session | null): string | null => {
  const { tablet, sync } = useServices();
  const { db } = tablet;
  const holder = useSyncExternalStore(db.vault.subscribe, db.vault.holder);
  const signedIn = session?.officerId ?? null;
  useEffect(() => {
    const unlockedBy = db.vault.holder();
    if (unlockedBy !== null && unlockedBy !== signedIn) void db.vault.lock();
  }, [db, signedIn]);
  useEffect(() => {
    if (holder === null) return;
    // What needed a key has waited for it.
    sync.wake('asked');
    sealOldRows(db).catch((error: unknown) => {
      if (db.vault.holder() !== null) reportBug(error, bugReference(error));
    });
  }, [db, sync, holder]);
  return holder;
};
