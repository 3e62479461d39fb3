import { z } from 'zod';
import { roleSchema, type Role } from '../officer/officer.ts';
import type { Unit } from '../unit/unit.ts';

/** Whom a bulletin is for. */
export const aimSchema = z.discriminatedUnion('to', [
  /** Every officer, and the citizens' page. */
  z.strictObject({ to: z.literal('everyone') }),
  z.strictObject({ to: z.literal('officers') }),
  z.strictObject({ to: z.literal('citizens') }),
  z.strictObject({
    to: z.literal('districts'),
    districts: z.array(z.string().min(1).max(60)).min(1).max(60),
  }),
  z.strictObject({
    to: z.literal('units'),
    unitIds: z.array(z.string().min(1).max(40)).min(1).max(200),
  }),
  z.strictObject({ to: z.literal('roles'), roles: z.array(roleSchema).min(1).max(20) }),
]);
export type Aim = z.infer<typeof aimSchema>;

/** Where a tablet stands. */
export type Place = Pick<Unit, 'unitId' | 'district'>;
export type Reader = Place & { readonly role: Role };

/** Whether tablets of this place must hold it: an officer of any role may sign in there. */
export const reachesPlace = (aim: Aim, { unitId, district }: Place): boolean => {
  switch (aim.to) {
    case 'everyone':
    case 'officers':
    case 'roles':
      return true;
    case 'districts':
      return aim.districts.includes(district);
    case 'units':
      return aim.unitIds.includes(unitId);
    case 'citizens':
      return false;
  }
};

/** Whether an officer who works at this place is to see it. */
export const reachesOfficer = (aim: Aim, reader: Reader): boolean =>
  reachesPlace(aim, reader) && (aim.to !== 'roles' || aim.roles.includes(reader.role));

export const reachesCitizens = ({ to }: Aim): boolean => to === 'everyone' || to === 'citizens';
