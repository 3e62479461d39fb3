import type { Crossing } from '../declaration/crossing.ts';
import type { Declaration } from '../declaration/declaration.ts';
import { paperForm } from '../declaration/paper-form.ts';
import { may } from './permissions.ts';
import type { Role } from './officer.ts';

const healthKeys: ReadonlySet<string> = new Set(
  paperForm
    .flatMap(({ fields }) => fields)
    .filter(({ sensitivity }) => sensitivity === 'health')
    .map(({ key }) => key),
);

/** What a role may read of a declaration or a crossing: answers about health only where they are needed. */
export const visibleTo = <Data extends Declaration | Crossing>(
  role: Role,
  data: Data,
): Partial<Data> => {
  if (may(role, 'see-health')) return data;
  const visible = Object.entries(data).filter(([key]) => !healthKeys.has(key));
  return Object.fromEntries(visible) as Partial<Data>;
};
