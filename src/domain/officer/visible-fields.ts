import { paperForm } from '../declaration/paper-form.ts';
import { may } from './permissions.ts';
import type { Role } from './officer.ts';

const healthKeys: ReadonlySet<string> = new Set(
  paperForm
    .flatMap(({ fields }) => fields)
    .filter(({ sensitivity }) => sensitivity === 'health')
    .map(({ key }) => key),
);

/** Whether a role may read a field. */
export const isVisibleTo = (role: Role, field: string): boolean =>
  may(role, 'see-health') || !healthKeys.has(field);

/** What a role may read of a declaration or a crossing, or of some of its fields: answers about health only where they are needed. */
export const visibleTo = <Data extends object>(role: Role, data: Data): Partial<Data> => {
  const visible = Object.entries(data).filter(([key]) => isVisibleTo(role, key));
  return Object.fromEntries(visible) as Partial<Data>;
};
