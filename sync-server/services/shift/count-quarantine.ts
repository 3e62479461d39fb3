import { foldQuarantine, isQuarantineEntry } from '#domain/repair/fold-quarantine.ts';
import type { ServicePorts } from '../service-ports.ts';
import { openEntries } from './read-window.ts';

/** Entries of the unit in quarantine that nobody has repaired or set aside. */
export const countOpenQuarantine = async (
  ports: Pick<ServicePorts, 'store' | 'openFrame'>,
  unitId: string,
): Promise<number> => {
  const kept = await ports.store.listEntries({ unitId, status: 'quarantined' });
  if (kept.length === 0) return 0;
  const about = [...new Set(kept.map(({ entryId }) => entryId))];
  const said = (await ports.store.listAbout(unitId, about)).filter(
    ({ status }) => status === 'applied',
  );
  const settled = foldQuarantine(
    (await openEntries(ports, said)).flatMap(({ entry }) =>
      isQuarantineEntry(entry) ? [entry] : [],
    ),
  );
  return kept.filter(({ entryId }) => !settled.get(entryId)?.settling).length;
};
