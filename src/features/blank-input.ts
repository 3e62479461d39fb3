import type { FormInput } from '#domain/declaration/form.ts';
import { instantToInput } from '#domain/declaration/instant-input.ts';

/** A blank sheet: the lane, today and the usual nationality are filled in, never a health answer. */
export const blankInput = (direction: 'in' | 'out', wallMs: number): FormInput => {
  const now = instantToInput(wallMs);
  return {
    declaredAt: now,
    byProxy: 'no',
    nationality: 'VN',
    'move.direction': direction,
    'move.departAt': now.slice(0, 10),
  };
};
