import type { Crossing } from '#domain/declaration/crossing.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { ReferralCause } from '#domain/referral/referral.ts';

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

/** Why it was not taken. `refused`: it will not take the message as it is. */
export type DeliveryFailure = {
  readonly reason: 'unreachable' | 'too-slow' | 'busy' | 'refused' | 'not-understood' | 'resting';
  /** When it asked to be left alone until, Unix milliseconds; null: it did not say. */
  readonly notBeforeMs: number | null;
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
