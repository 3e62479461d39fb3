import { useLiveQuery } from 'dexie-react-hooks';
import { readDevice } from '../store/read-device.ts';
import { readOfficers } from '../store/read-officers.ts';
import { useServices } from './services.ts';

/** Names of the unit's officers, by id. */
export const useOfficerNames = (): ReadonlyMap<string, string> => {
  const { tablet } = useServices();
  return useLiveQuery(
    async () => {
      const device = await readDevice(tablet.db);
      const known = await readOfficers(tablet.db, device?.unitId ?? '');
      return new Map(known.map(({ officerId, name }) => [officerId, name]));
    },
    [tablet],
    new Map<string, string>(),
  );
};
