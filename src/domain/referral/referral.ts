import { feverCelsius } from '../verdict/fever.ts';
import { z } from 'zod';
import type { Crossing } from '../declaration/crossing.ts';
import type { Declaration } from '../declaration/declaration.ts';

/** Why somebody is referred, the gravest first. */
export const referralCauses = [
  'breathing',
  'contact',
  'fever-measured',
  'fever-declared',
  'cough',
  /** The officer decided so, for a reason that is not among these. */
  'officer',
] as const;
export type ReferralCause = (typeof referralCauses)[number];

/** What an entry `referral.raised` says; its subject is the crossing. */
export const referralSchema = z.strictObject({
  declarationId: z.uuid(),
  causes: z.array(z.enum(referralCauses)).min(1).max(referralCauses.length),
});
export type Referral = z.infer<typeof referralSchema>;

type Declared = Pick<Declaration, 'epi.symptoms' | 'epi.contactCase'>;
type Checked = Pick<Crossing, 'check.temperature' | 'check.verdict'>;

/** Why the health department must know of this person at once; empty: it need not. */
export const causesOf = (declared: Declared, checked: Checked): ReferralCause[] => {
  const symptoms = declared['epi.symptoms'] ?? [];
  const holds: Readonly<Record<ReferralCause, boolean>> = {
    breathing: symptoms.includes('kho_tho'),
    contact: declared['epi.contactCase'],
    'fever-measured': (checked['check.temperature'] ?? 0) >= feverCelsius,
    'fever-declared': symptoms.includes('sot'),
    cough: symptoms.includes('ho'),
    officer: checked['check.verdict'] === 'refer_health',
  };
  return referralCauses.filter((cause) => holds[cause]);
};

/** What is to be raised of a person; null: nothing. */
export const referralOf = (declared: Declared, crossing: Crossing): Referral | null => {
  const causes = causesOf(declared, crossing);
  return causes.length === 0 ? null : { declarationId: crossing.declarationId, causes };
};

/** Whether something of it is not among what held before. */
export const addsCause = (before: readonly ReferralCause[], now: Referral | null): boolean =>
  now !== null && now.causes.some((cause) => !before.includes(cause));
