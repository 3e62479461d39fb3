import { scrypt } from 'node:crypto';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { mintReadAloudCode, readAloudCode } from './read-aloud-code.ts';
import type { ServicePorts } from './service-ports.ts';

/** How long a new code can be used. */
const enrolCodeLifeMs = 30 * 60_000;

export type NewEnrolCode = {
  /** `XXXX-XXXX`; said this once, and kept hashed. */
  readonly code: string;
  readonly unitId: string;
  readonly expiresAtMs: number;
};

/** Makes a code that enrols one tablet to one unit. */
export const makeEnrolCode = async (
  { store, clock, random }: ServicePorts,
  unitId: string,
  lifeMs = enrolCodeLifeMs,
): Promise<Result<NewEnrolCode, ProblemCode>> => {
  const units = await store.listUnits();
  if (!units.some((unit) => unit.unitId === unitId)) return fail('unit/unknown');
  const code = mintReadAloudCode(random);
  const madeAtMs = clock();
  const expiresAtMs = madeAtMs + lifeMs;
  const codeHash = await hashEnrolCode(code);
  await store.transact((tx) => tx.insertEnrolCode({ codeHash, unitId, madeAtMs, expiresAtMs }));
  return ok({ code, unitId, expiresAtMs });
};

/** What a code is kept as, from what was typed or scanned; null when it is no such code. */
export const typedToCodeHash = async (typed: string): Promise<string | null> => {
  const code = readAloudCode(typed.trim().replace(/^CHOT-ENROL:/i, ''));
  return code === null ? null : hashEnrolCode(code);
};

/**
 * 40 bits would be tried through in minutes by whoever reads the database, were the hash a quick one. One
 * salt for all, because a code is looked up by its hash; it was minted at random, so no table fits it.
 */
const hashEnrolCode = (code: string): Promise<string> =>
  new Promise((resolve, reject) => {
    scrypt(code, 'chot-enrol-code', 32, (error, key) =>
      error ? reject(error) : resolve(key.toString('hex')),
    );
  });
