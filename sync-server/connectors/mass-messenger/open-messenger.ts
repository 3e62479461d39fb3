import { readFileSync } from 'node:fs';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { MassConfig } from '../../config.ts';
import type { MassMessenger } from '../../services/sending/mass-messenger.ts';
import { httpMassMessenger } from './http.ts';

/** Shorter ones could be tried through. */
const shortestSecret = 32;

/** The service that the operator named, with its secret from a file. A refusal is one sentence. */
export const openMessenger = (
  { baseUrl, secretFile, authorityFile }: MassConfig,
  clock: () => number,
): Result<MassMessenger, string> => {
  try {
    const secret = readFileSync(secretFile, 'utf8').trim();
    if (secret.length < shortestSecret) {
      return fail(`MASS_SECRET_FILE must hold ${shortestSecret} characters or more.`);
    }
    const authority = authorityFile === null ? null : readFileSync(authorityFile, 'utf8');
    return ok(httpMassMessenger({ baseUrl, secret, authority }, clock));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(`The mass messenger's secret cannot be read: ${reason}.`);
  }
};
