import { fail, ok, type Result } from '#domain/core/result.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { UnitAboutResponse } from '#protocol/units.ts';
import { readOfficersOf } from '../officers/find-officer.ts';
import type { ServicePorts } from '../service-ports.ts';
import type { ReadStands } from './read-stands.ts';

type UnitAccount = Omit<UnitAboutResponse, 'nonce'>;

/** One unit with who works there, on which tablets, and where it stands. */
export const tellUnit = async (
  { store, clock }: Pick<ServicePorts, 'store' | 'clock'>,
  readStands: ReadStands,
  unitId: string,
): Promise<Result<UnitAccount, ProblemCode>> => {
  const unit = (await store.listUnits()).find((one) => one.unitId === unitId);
  if (unit === undefined) return fail('unit/unknown');
  const officers = [...(await readOfficersOf(store, unitId)).values()];
  const standings = (await store.listStandings()).filter((one) => one.unitId === unitId);
  return ok({
    serverTimeMs: clock(),
    unit,
    members: officers.map(({ officerId, name, role, unitId: own }) => ({
      officerId,
      name,
      role,
      isWholeCity: own === null,
    })),
    tablets: standings.map(({ deviceId, name, lastContactAtMs, unsentRecords, ending }) => ({
      deviceId,
      name,
      lastContactAtMs,
      unsentRecords,
      isAtWork: ending === null,
    })),
    stood: (await readStands(unitId)).get(unitId) ?? null,
  });
};
