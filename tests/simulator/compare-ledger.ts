import type { StoredEntry } from '../../sync-server/store/store.ts';
import type { Ground } from './ground.ts';

/** What truly happened against what the ledger holds. */
export const compareLedger = (
  ground: Pick<Ground, 'saved' | 'destroyed'>,
  held: readonly Pick<StoredEntry, 'entryId' | 'status'>[],
) => {
  const applied = new Map<string, number>();
  for (const { entryId, status } of held) {
    if (status === 'applied') applied.set(entryId, (applied.get(entryId) ?? 0) + 1);
  }
  const missing = [...ground.saved].filter((entryId) => !applied.has(entryId));
  const lost = missing.filter((entryId) => !ground.destroyed.has(entryId));
  const quarantined = held.filter(({ status }) => status === 'quarantined');
  return {
    saved: ground.saved.size,
    delivered: ground.saved.size - missing.length,
    lost: lost.length,
    duplicated: [...applied.values()].filter((times) => times > 1).length,
    quarantined: quarantined.length,
    skips: held.filter(({ status }) => status === 'skipped').length,
    destroyed: missing.length - lost.length,
  };
};
