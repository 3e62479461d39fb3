import { readFileSync } from 'node:fs';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { RegistryConfig } from '../../config.ts';
import type { PopulationRegistry } from '../../services/identity/population-registry.ts';
import { httpRegistry } from './http.ts';

/** The registry that the operator named, with credentials from files. A refusal is one sentence. */
export const openRegistry = (
  { baseUrl, tokenFile, certFile, keyFile, authorityFile, atOnce }: RegistryConfig,
  clock: () => number,
): Result<PopulationRegistry, string> => {
  const read = (path: string | null): string | null =>
    path === null ? null : readFileSync(path, 'utf8');
  try {
    const token = read(tokenFile)?.trim() ?? null;
    const [cert, key, authority] = [read(certFile), read(keyFile), read(authorityFile)];
    const clientCertificate = cert === null || key === null ? null : { cert, key };
    return ok(httpRegistry({ baseUrl, token, clientCertificate, authority, atOnce }, clock));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(`The registry's credentials cannot be read: ${reason}.`);
  }
};
