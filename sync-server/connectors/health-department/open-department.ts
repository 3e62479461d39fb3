import { ok, type Result } from '#domain/core/result.ts';
import type { PartnerConfig } from '../../config.ts';
import type { HealthDepartment } from '../../services/referrals/health-department.ts';
import { readPartner } from '../read-partner.ts';
import { httpHealthDepartment } from './http.ts';

/** The system that the operator named, with its secret from a file. A refusal is one sentence. */
export const openDepartment = (
  config: PartnerConfig,
  clock: () => number,
): Result<HealthDepartment, string> => {
  const access = readPartner(config, 'HEALTH_SECRET_FILE');
  return access.ok ? ok(httpHealthDepartment(access.value, clock)) : access;
};
