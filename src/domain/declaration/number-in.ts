import type { FormInput } from './form.ts';

/** Numbers that stand for one person or one sheet of paper. */
export const tellingKeys = ['paperSerial', 'docNumber', 'bhyt'] as const;

/** Such a number as it is compared with another, however it was typed; empty: there is none. */
export const numberIn = (input: FormInput, key: (typeof tellingKeys)[number]): string => {
  const typed = input[key];
  return typeof typed === 'string' ? typed.replace(/[\s.]/g, '').toUpperCase() : '';
};
