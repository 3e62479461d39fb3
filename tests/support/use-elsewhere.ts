import type { Entry } from '#domain/log/entry.ts';
import { currentSchemaOf } from '#domain/log/upcast.ts';
import { crossingEntry, declarationEntry } from '../contract/sample-log.ts';
import { deliverElsewhere } from './deliver-elsewhere.ts';

/** Another unit's tablet lets somebody pass with a signed declaration, and delivers. */
export const useElsewhere = async (
  url: string,
  unitId: string,
  signedId: string,
): Promise<void> => {
  const wall = Date.now();
  const crossing = crossingEntry(2);
  if (crossing.kind !== 'crossing.recorded') throw new Error('no crossing');
  const told = { unitId, time: { ...crossing.time, wall } };
  const shown: Entry = {
    ...crossing,
    ...told,
    schema: currentSchemaOf('crossing.recorded'),
    data: { ...crossing.data, signedId },
  };
  const declared: Entry = { ...declarationEntry(1), ...told };
  await deliverElsewhere(url, unitId, [declared, shown]);
};
