import { compareUnits } from '#domain/unit/compare-units.ts';
import { unitToSetSchema, type Unit } from '#domain/unit/unit.ts';
import type { UnitsSetResponse } from '#protocol/units.ts';
import type { AuditNote } from '../../store/audit-line.ts';
import type { ServicePorts } from '../service-ports.ts';

export type UnitsSet = Omit<UnitsSetResponse, 'nonce'>;
type Whose = Pick<AuditNote, 'officerId' | 'role' | 'unitId' | 'deviceId'>;

/** Two rows about one unit contradict each other: neither is taken. */
export class UnitNamedTwice extends Error {}

/**
 * Makes units known as they are told, all or nothing; tablets learn of those that changed with the reference
 * data. Told again, it changes nothing.
 */
export const setUnits = async (
  { store, clock }: Pick<ServicePorts, 'store' | 'clock'>,
  units: readonly Unit[],
  isPreview: boolean,
  { officerId, role, unitId, deviceId }: Whose,
): Promise<UnitsSet> => {
  const wanted = units.map((unit) => unitToSetSchema.parse(unit));
  if (new Set(wanted.map((unit) => unit.unitId)).size < wanted.length) throw new UnitNamedTwice();
  const plan = ({ added, changed, same }: ReturnType<typeof compareUnits>): UnitsSet => ({
    added: added.map((unit) => unit.unitId),
    changed: changed.map((unit) => unit.unitId),
    same,
  });
  if (isPreview) return plan(compareUnits(await store.listUnits(), wanted));
  return store.transact(async (tx) => {
    const changes = compareUnits(await tx.listUnits(), wanted);
    const told = [...changes.added, ...changes.changed];
    if (told.length === 0) return plan(changes);
    await tx.appendAudit({
      atMs: clock(),
      officerId,
      role,
      unitId,
      deviceId,
      deed: 'units-set',
      subjects: told.map((unit) => unit.unitId),
    });
    await tx.appendFeed(
      'reference',
      told.map((unit) => ({ kind: 'unit', audience: null, body: unit })),
    );
    return plan(changes);
  });
};
