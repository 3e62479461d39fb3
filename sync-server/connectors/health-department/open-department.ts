import { readFileSync } from 'node:fs';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { DepartmentConfig } from '../../config.ts';
import type { HealthDepartment } from '../../services/referrals/health-department.ts';
import { httpHealthDepartment } from './http.ts';

/** Shorter ones could be tried through. */
const shortestSecret = 32;

/** The system that the operator named, with its secret from a file. A refusal is one sentence. */
export const openDepartment = (
  { url, secretFile, authorityFile }: DepartmentConfig,
  clock: () => number,
): Result<HealthDepartment, string> => {
  try {
    const secret = readFileSync(secretFile, 'utf8').trim();
    if (secret.length < shortestSecret) {
      return fail(`HEALTH_SECRET_FILE must hold ${shortestSecret} characters or more.`);
    }
    const authority = authorityFile === null ? null : readFileSync(authorityFile, 'utf8');
    return ok(httpHealthDepartment({ url, secret, authority }, clock));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(`The health department's secret cannot be read: ${reason}.`);
  }
};
