import type { Aim } from '#domain/bulletin/aim.ts';
import { roleSchema } from '#domain/officer/officer.ts';
import type { Unit } from '#domain/unit/unit.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './bulletin-desk.module.css';

const kinds = ['everyone', 'officers', 'citizens', 'districts', 'units', 'roles'] as const;

const districtsOf = (units: readonly Unit[]): string[] =>
  [...new Set(units.map(({ district }) => district))]
    .filter((district) => district !== '')
    .toSorted((one, other) => one.localeCompare(other, 'vi'));

const chosenOf = (aim: Aim | null): readonly string[] => {
  if (aim?.to === 'districts') return aim.districts;
  if (aim?.to === 'units') return aim.unitIds;
  return aim?.to === 'roles' ? aim.roles : [];
};

const aimOf = (to: Aim['to'], chosen: readonly string[]): Aim => {
  switch (to) {
    case 'districts':
      return { to, districts: [...chosen] };
    case 'units':
      return { to, unitIds: [...chosen] };
    case 'roles':
      return { to, roles: roleSchema.options.filter((role) => chosen.includes(role)) };
    default:
      return { to };
  }
};

/** Whom a bulletin is for: a tap for all of them, or a tap for each. */
export const AimPicker = ({
  aim,
  units,
  onChange,
}: {
  aim: Aim | null;
  units: readonly Unit[];
  onChange: (aim: Aim) => void;
}) => {
  const say = useWords();
  const chosen = chosenOf(aim);
  const choices: { value: string; label: string }[] =
    aim?.to === 'districts'
      ? districtsOf(units).map((value) => ({ value, label: value }))
      : aim?.to === 'units'
        ? units.map(({ unitId, name }) => ({ value: unitId, label: name }))
        : aim?.to === 'roles'
          ? roleSchema.options.map((value) => ({ value, label: say(`role.${value}`) }))
          : [];
  return (
    <fieldset className={styles.aim}>
      <legend>{say('bulletin-desk.aim')}</legend>
      <div className={styles.choices}>
        {kinds.map((to) => (
          <label key={to}>
            <input
              type="radio"
              name="aim"
              checked={aim?.to === to}
              onChange={() => onChange(aimOf(to, []))}
            />
            {say(`bulletin-desk.aim.${to}`)}
          </label>
        ))}
      </div>
      {choices.length > 0 && aim !== null && (
        <div className={`${styles.choices} ${styles.many}`}>
          {choices.map(({ value, label }) => (
            <label key={value}>
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={({ currentTarget }) =>
                  onChange(
                    aimOf(
                      aim.to,
                      currentTarget.checked
                        ? [...chosen, value]
                        : chosen.filter((one) => one !== value),
                    ),
                  )
                }
              />
              {label}
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
};
