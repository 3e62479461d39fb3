import { useLiveQuery } from 'dexie-react-hooks';
import { readLedger } from '../../store/paper-ledger.ts';
import { readDevice } from '../../store/read-device.ts';
import { readOfficers } from '../../store/read-officers.ts';
import { readUnit } from '../../store/read-units.ts';
import { useServices } from '../services.ts';

/** The unit's pads and its people, as this tablet knows them; undefined for a moment. */
export const usePads = () => {
  const { tablet } = useServices();
  return useLiveQuery(async () => {
    const device = await readDevice(tablet.db);
    if (device === null) return null;
    const officers = await readOfficers(tablet.db, device.unitId);
    return {
      ledger: await readLedger(tablet.db, device.unitId),
      unitName: (await readUnit(tablet.db, device.unitId))?.name ?? device.unitId,
      officers,
      nameOf: (officerId: string): string =>
        officers.find((officer) => officer.officerId === officerId)?.name ?? officerId,
    };
  }, [tablet]);
};
