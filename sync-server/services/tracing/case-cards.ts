import { tracedCaseSchema } from '#domain/tracing/traced-case.ts';
import type { CaseCard } from '#protocol/tracing.ts';
import type { OfficerSession } from '../../store/officer-account.ts';
import type { KeptCase } from '../../store/tracing.ts';

/** Whose hand it was, as the audit has it. */
export const byWhom = ({ officerId, role, unitId, deviceId }: OfficerSession) => ({
  officerId,
  role,
  unitId,
  deviceId,
});

export const keptToCard = ({ body, ...kept }: KeptCase): CaseCard => ({
  ...kept,
  traced: tracedCaseSchema.parse(JSON.parse(body)),
});
