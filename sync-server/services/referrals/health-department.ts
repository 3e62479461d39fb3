import type { Crossing } from '#domain/declaration/crossing.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { ReferralCause } from '#domain/referral/referral.ts';
import type { DeliveryFailure } from '../partners/delivery-failure.ts';

/** What the health department is told of a person. */
export type ReferralMessage = {
  /** The same whenever the same thing is sent again: it is to be taken once. */
  readonly idempotencyKey: string;
  readonly recordId: string;
  /** The post's name. */
  readonly unit: string;
  readonly raisedAtMs: number;
  readonly causes: readonly ReferralCause[];
  readonly declaration: Declaration;
  readonly crossing: Crossing;
};

/** The health department's own system, whoever runs it. */
export type HealthDepartment = {
  /** Never throws. Null: it was taken. */
  readonly deliver: (
    message: ReferralMessage,
    patienceMs: number,
  ) => Promise<DeliveryFailure | null>;
  readonly close: () => Promise<void>;
};
