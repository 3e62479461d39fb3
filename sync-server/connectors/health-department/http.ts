import { z } from 'zod';
import type { HealthDepartment } from '../../services/referrals/health-department.ts';
import { createSignedPost, usualBreaker, type PartnerAccess } from '../signed-post.ts';
import { referralToBundle } from './fhir-bundle.ts';

/** What says that a bundle was taken (FHIR R4 §3.1.0.11). */
const takenSchema = z.object({
  resourceType: z.literal('Bundle'),
  type: z.literal('transaction-response'),
});

export const httpHealthDepartment = (
  access: PartnerAccess,
  clock: () => number,
  rule = usualBreaker,
): HealthDepartment => {
  const mediaType = 'application/fhir+json';
  const isTaken = (body: unknown) => takenSchema.safeParse(body).success;
  const { post, close } = createSignedPost(access, { mediaType, isTaken }, clock, rule);
  return {
    deliver: (message, patienceMs) =>
      post({ key: message.idempotencyKey, body: referralToBundle(message) }, patienceMs),
    close,
  };
};
