import type { Answer } from '#domain/core/result.ts';

export type SaveFailure = Answer<
  'storage/full' | 'storage/failed' | 'storage/lost' | 'storage/newer-version' | 'vault/locked'
>;

/** Dexie wraps the browser's error, sometimes twice; the name that matters may be inside. */
const namesOf = (error: unknown, depth = 0): string[] => {
  if (typeof error !== 'object' || error === null || depth > 4) return [];
  const name = 'name' in error && typeof error.name === 'string' ? [error.name] : [];
  const inner = 'inner' in error ? namesOf(error.inner, depth + 1) : [];
  return [...name, ...inner];
};

export const errorToSaveFailure = (error: unknown): SaveFailure => {
  const names = namesOf(error);
  if (names.includes('QuotaExceededError')) return { code: 'storage/full' };
  if (names.includes('VaultLocked')) return { code: 'vault/locked' };
  return { code: names.includes('NewerDatabase') ? 'storage/newer-version' : 'storage/failed' };
};
