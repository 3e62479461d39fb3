import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { agencySchema, usualAgencies } from '#domain/report/agency.ts';
import { isSafeUrl } from '../../config.ts';
import type { AgencyPort } from '../../services/reports/partners.ts';
import { parseJson } from '../read-response.ts';
import { readPartner } from '../read-partner.ts';
import { httpAgency } from './http.ts';

/** Paths are beside the file. Without an address an agency has no system. */
const agenciesSchema = z.array(
  agencySchema.extend({
    url: z.url({ protocol: /^https?$/ }).optional(),
    secretFile: z.string().optional(),
    authorityFile: z.string().optional(),
  }),
);

/** The agencies that the operator's file names; without a file the usual ones. A refusal is one sentence. */
export const openAgencies = (
  file: string | null,
  clock: () => number,
): Result<AgencyPort[], string> => {
  if (file === null) return ok(usualAgencies.map((agency) => ({ ...agency, system: null })));
  const refused = (why: string) => fail(`AGENCIES_FILE ${file}: ${why}.`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
  const named = agenciesSchema.safeParse(parseJson(text));
  if (!named.success) return refused('it is no list of agencies');
  if (new Set(named.data.map(({ agencyId }) => agencyId)).size < named.data.length) {
    return refused('an agencyId stands there twice');
  }
  const agencies: AgencyPort[] = [];
  const beside = (path: string) => resolve(dirname(file), path);
  for (const { url, secretFile, authorityFile, ...agency } of named.data) {
    if (url === undefined) {
      agencies.push({ ...agency, system: null });
      continue;
    }
    // Names and telephones of people go there.
    if (!isSafeUrl(url)) return refused(`${url} must begin with https`);
    if (secretFile === undefined) return refused(`${agency.agencyId} needs a secretFile`);
    const authority = authorityFile === undefined ? null : beside(authorityFile);
    const partner = { url, secretFile: beside(secretFile), authorityFile: authority };
    const access = readPartner(partner, `secretFile of ${agency.agencyId}`);
    if (!access.ok) return access;
    agencies.push({ ...agency, system: httpAgency(access.value, clock) });
  }
  return ok(agencies);
};
