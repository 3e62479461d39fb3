import type { Aim } from '#domain/bulletin/aim.ts';
import type { Unit } from '#domain/unit/unit.ts';
import type { Say } from '../../i18n/use-words.ts';

/** Whom a bulletin is for, in words. */
export const aimWords = (say: Say, aim: Aim, units: readonly Unit[]): string => {
  switch (aim.to) {
    case 'districts':
      return aim.districts.join(', ');
    case 'units':
      return aim.unitIds
        .map((id) => units.find(({ unitId }) => unitId === id)?.name ?? id)
        .join(', ');
    case 'roles':
      return aim.roles.map((role) => say(`role.${role}`)).join(', ');
    default:
      return say(`bulletin-desk.aim.${aim.to}`);
  }
};
