import { readDevice } from '../store/read-device.ts';
import { readOfficers } from '../store/read-officers.ts';
import { useServices } from './services.ts';
import { useLiveQuery } from './use-live-query.ts';

/** Names of the unit's officers, by id. */
export const useOfficerNames = (): ReadonlyMap<string, string> => {
  const { tablet } = useServices();
  return useLiveQuery(
    tablet.db,
    async (live) => {
      const device = await readDevice(live);
      const known = await readOfficers(live, device?.unitId ?? '');
      return new Map(known.map(({ officerId, name }) => [officerId, name]));
    },
    [],
    new Map<string, string>(),
  );
};
