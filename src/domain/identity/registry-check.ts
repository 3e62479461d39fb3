import { z } from 'zod';
import { answerSchema } from '../declaration/answer-schema.ts';
import type { Declaration } from '../declaration/declaration.ts';
import { compareNames } from './person-name.ts';

/** What is compared with the population registry; keys are those of the data dictionary. */
const comparedFields = ['fullName', 'dob', 'sex'] as const;

/** The least a registry needs to say whether a person is who they state to be. */
export const identityQuestionSchema = z.strictObject({
  number: z.string().regex(/^\d{12}$/),
  fullName: z.string().min(2).max(80),
  /** YYYY, YYYY-MM or YYYY-MM-DD, as much as was declared. */
  dob: z.string().regex(/^\d{4}(-\d{2}){0,2}$/),
  sex: answerSchema('sex'),
});
export type IdentityQuestion = z.infer<typeof identityQuestionSchema>;

/** How far what was declared agrees with what a registry holds under the number. */
export const agreementSchema = z.strictObject({
  fullName: z.enum(['exact', 'without-diacritics', 'different']),
  dob: z.enum(['same', 'different']),
  sex: z.enum(['same', 'different']),
});
export type Agreement = z.infer<typeof agreementSchema>;

/** What a registry said, or that none answered. It never holds what the registry has written. */
export const identityAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('match') }),
  /** The same person as far as can be told, but not all fields agree. */
  z.object({ outcome: z.literal('partial'), differs: z.array(z.enum(comparedFields)).min(1) }),
  z.object({ outcome: z.literal('mismatch'), differs: z.array(z.enum(comparedFields)).min(1) }),
  z.object({ outcome: z.literal('not-found') }),
  /** Nobody answered while it was worth asking. */
  z.object({ outcome: z.literal('unavailable') }),
  /** What was asked about before was amended away. */
  z.object({ outcome: z.literal('not-asked') }),
]);
export type IdentityAnswer = z.infer<typeof identityAnswerSchema>;

/** What the server tells tablets of a declaration; it names nobody. */
export const identityCheckedSchema = z.object({
  declarationId: z.uuid(),
  answer: identityAnswerSchema,
  /** Unix milliseconds by the server's clock. */
  atMs: z.int(),
});
export type IdentityChecked = z.infer<typeof identityCheckedSchema>;

/** Whether the server has a registry to ask, and since when; Unix milliseconds by its clock. */
export const registryNoticeSchema = z.object({ isChecked: z.boolean(), sinceMs: z.int() });
export type RegistryNotice = z.infer<typeof registryNoticeSchema>;

/** What to ask about a declaration; null: it names no citizen number, so no registry knows of it. */
export const declarationToQuestion = (
  declaration: Pick<Declaration, 'docType' | 'docNumber' | 'fullName' | 'dob' | 'sex'>,
): IdentityQuestion | null => {
  const { docType, docNumber, fullName, dob, sex } = declaration;
  if (docType !== 'CCCD') return null;
  const question = identityQuestionSchema.safeParse({ number: docNumber, fullName, dob, sex });
  return question.success ? question.data : null;
};

/** Compares as a registry is asked to: a birth date as far as it was declared, no sex with none. */
export const compareWithHeld = (
  stated: Omit<IdentityQuestion, 'number'>,
  held: Omit<IdentityQuestion, 'number'>,
): Agreement => ({
  fullName: compareNames(stated.fullName, held.fullName),
  dob: held.dob.startsWith(stated.dob) || stated.dob.startsWith(held.dob) ? 'same' : 'different',
  sex: stated.sex === 'X' || stated.sex === held.sex ? 'same' : 'different',
});

/**
 * The name tells people apart: another name is another person. Marks alone are left out in typing, and one
 * of date and sex is easily mistyped; both of them are not.
 */
export const agreementToAnswer = (agreement: Agreement): IdentityAnswer => {
  const { fullName, dob, sex } = agreement;
  const differs = comparedFields.filter(
    (field) => agreement[field] !== 'exact' && agreement[field] !== 'same',
  );
  if (differs.length === 0) return { outcome: 'match' };
  const isOther = fullName === 'different' || (dob === 'different' && sex === 'different');
  return { outcome: isOther ? 'mismatch' : 'partial', differs };
};

/** Whether somebody at the post should be looked at again at once. */
export const isAlarming = ({ outcome }: IdentityAnswer): boolean =>
  outcome === 'mismatch' || outcome === 'not-found';
