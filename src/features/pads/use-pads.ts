import { readLedger } from '../../store/paper-ledger.ts';
import { readDevice } from '../../store/read-device.ts';
import { readOfficers } from '../../store/read-officers.ts';
import { readUnit } from '../../store/read-units.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';

/** The unit's pads and its people, as this tablet knows them; undefined for a moment. */
export const usePads = () => {
  const { tablet } = useServices();
  return useLiveQuery(tablet.db, async (live) => {
    const device = await readDevice(live);
    if (device === null) return null;
    const officers = await readOfficers(live, device.unitId);
    return {
      ledger: await readLedger(live, device.unitId),
      unitName: (await readUnit(live, device.unitId))?.name ?? device.unitId,
      officers,
      nameOf: (officerId: string): string =>
        officers.find((officer) => officer.officerId === officerId)?.name ?? officerId,
    };
  });
};
