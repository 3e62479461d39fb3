import { readFileSync } from 'node:fs';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { PartnerConfig } from '../config.ts';
import type { PartnerAccess } from './signed-post.ts';

/** Shorter ones could be tried through. */
const shortestSecret = 32;

/** How a partner is reached, its secret read from a file. A refusal is one sentence. @param name of the setting */
export const readPartner = (
  { url, secretFile, authorityFile }: PartnerConfig,
  name: string,
): Result<PartnerAccess, string> => {
  try {
    const secret = readFileSync(secretFile, 'utf8').trim();
    if (secret.length < shortestSecret) {
      return fail(`${name} must hold ${shortestSecret} characters or more.`);
    }
    const authority = authorityFile === null ? null : readFileSync(authorityFile, 'utf8');
    return ok({ url, secret, authority });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(`What ${name} names cannot be read: ${reason}.`);
  }
};
