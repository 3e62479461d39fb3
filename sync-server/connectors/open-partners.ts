import { ok, type Result } from '#domain/core/result.ts';
import type { Config } from '../config.ts';
import type { HealthDepartment } from '../services/referrals/health-department.ts';
import type { ReportPartners } from '../services/reports/partners.ts';
import { openAgencies } from './agency/open-agencies.ts';
import { openDepartment } from './health-department/open-department.ts';
import { openMessageService } from './message-service/http.ts';

export type Partners = {
  /** Null: there is none. */
  readonly department: HealthDepartment | null;
  readonly reports: ReportPartners;
  readonly close: () => Promise<void>;
};

/** Every system of others that is sent to. A refusal is one sentence. */
export const openPartners = (
  { department, agenciesFile, messages }: Config,
  clock: () => number,
): Result<Partners, string> => {
  const health = department && openDepartment(department, clock);
  if (health !== null && !health.ok) return health;
  const agencies = openAgencies(agenciesFile, clock);
  if (!agencies.ok) return agencies;
  const service = messages && openMessageService(messages, clock);
  if (service !== null && !service.ok) return service;
  const all = {
    department: health && health.value,
    reports: { agencies: agencies.value, messages: service && service.value },
  };
  return ok({
    ...all,
    close: async () => {
      await all.department?.close();
      await all.reports.messages?.close();
      for (const { system } of all.reports.agencies) await system?.close();
    },
  });
};
