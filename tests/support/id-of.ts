import { createHash } from 'node:crypto';

/** A UUID that is the same in every run. */
export const idOf = (what: string, number: number): string => {
  const hex = createHash('sha256').update(`${what} ${number}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
