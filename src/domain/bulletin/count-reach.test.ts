import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roleSchema } from '../officer/officer.ts';
import type { Aim } from './aim.ts';
import { countReach, type ReachGround } from './count-reach.ts';

const places = [
  { unitId: 'hn-01', district: 'Phú Xuyên' },
  { unitId: 'hn-02', district: 'Hoàn Kiếm' },
];
const unitOf = fc.constantFrom('hn-01', 'hn-02');
const atOf = fc.record({ unitId: unitOf, deviceId: fc.constantFrom('m1', 'm2', 'm3') });
const officerIdOf = fc.constantFrom('o1', 'o2', 'o3', 'o4', 'o5');
const groundOf: fc.Arbitrary<ReachGround> = fc.record({
  units: fc.constant(places),
  tablets: fc.uniqueArray(atOf, { selector: ({ unitId, deviceId }) => `${unitId}${deviceId}` }),
  reached: fc.array(atOf),
  officers: fc.uniqueArray(
    fc.record({
      officerId: officerIdOf,
      name: fc.constant('Cán bộ'),
      role: fc.constantFrom(...roleSchema.options),
      unitId: fc.oneof(unitOf, fc.constant(null)),
    }),
    { selector: ({ officerId }) => officerId },
  ),
  receipts: fc.array(
    fc.record({
      kind: fc.constantFrom('read' as const, 'acknowledged' as const),
      officerId: officerIdOf,
      unitId: unitOf,
    }),
  ),
});
const aimOf = fc.constantFrom<Aim>(
  { to: 'everyone' },
  { to: 'units', unitIds: ['hn-01'] },
  { to: 'districts', districts: ['Hoàn Kiếm'] },
  { to: 'roles', roles: ['paper-officer', 'command-post'] },
);
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

describe('whom a bulletin has reached', () => {
  it('[BULLETIN-4] counts a tablet and an officer once, however often and in whatever order they were heard', () => {
    fc.assert(
      fc.property(aimOf, groundOf, (aim, ground) => {
        const counted = countReach(aim, ground);
        const again = countReach(aim, {
          ...ground,
          reached: [...ground.reached, ...ground.reached.toReversed()],
          receipts: [...ground.receipts.toReversed(), ...ground.receipts],
        });
        const byUnit = ({ units }: typeof counted) =>
          new Map(units.map((row) => [row.unitId, row]));
        expect(byUnit(again)).toEqual(byUnit(counted));
        const { units, missing } = counted;
        for (const row of units) {
          expect(row.reached).toBeLessThanOrEqual(row.tablets);
          expect(row.acknowledged).toBeLessThanOrEqual(row.read);
          expect(row.read).toBeLessThanOrEqual(row.officers);
        }
        const acknowledged = new Set(
          ground.receipts.flatMap(({ kind, officerId }) => (kind === 'read' ? [] : [officerId])),
        );
        expect(sum(units.map((row) => row.acknowledged))).toBe(acknowledged.size);
        expect(sum(units.map((row) => row.officers))).toBe(missing.length + acknowledged.size);
        for (const { officerId } of missing) expect(acknowledged).not.toContain(officerId);
      }),
    );
  });

  it('[BULLETIN-4] says by name who is missing, each at their own unit', () => {
    const officer = (officerId: string, unitId: string | null) =>
      ({ officerId, name: `Cán bộ ${officerId}`, role: 'scanning-officer', unitId }) as const;
    const reach = countReach(
      { to: 'districts', districts: ['Phú Xuyên'] },
      {
        units: places,
        tablets: [
          { unitId: 'hn-01', deviceId: 'm1' },
          { unitId: 'hn-01', deviceId: 'm2' },
          { unitId: 'hn-02', deviceId: 'm1' },
        ],
        reached: [
          { unitId: 'hn-01', deviceId: 'm1' },
          { unitId: 'hn-02', deviceId: 'm1' },
        ],
        officers: [officer('o1', 'hn-01'), officer('o2', 'hn-01'), officer('o3', 'hn-02')],
        receipts: [
          { kind: 'acknowledged', officerId: 'o1', unitId: 'hn-01' },
          { kind: 'read', officerId: 'o2', unitId: 'hn-01' },
        ],
      },
    );
    expect(reach).toEqual({
      units: [{ unitId: 'hn-01', tablets: 2, reached: 1, officers: 2, read: 2, acknowledged: 1 }],
      missing: [{ officerId: 'o2', name: 'Cán bộ o2', unitId: 'hn-01', hasRead: true }],
    });
  });
});
