import { ok, type Result } from '#domain/core/result.ts';
import type { PartnerConfig } from '../../config.ts';
import type { MassMessenger } from '../../services/sending/mass-messenger.ts';
import { readPartner } from '../read-partner.ts';
import { httpMassMessenger } from './http.ts';

/** The service that the operator named, with its secret from a file. A refusal is one sentence. */
export const openMessenger = (
  config: PartnerConfig,
  clock: () => number,
): Result<MassMessenger, string> => {
  const access = readPartner(config, 'MASS_SECRET_FILE');
  if (!access.ok) return access;
  const { url, secret, authority } = access.value;
  return ok(httpMassMessenger({ baseUrl: url.replace(/\/+$/, ''), secret, authority }, clock));
};
