import { z } from 'zod';
import { answerSchema } from '../declaration/answer-schema.ts';
import { type AnswerOf } from '../declaration/answers.ts';

const hours = z.int().min(1).max(720);

/** Something that is true of a person at a post, or is not. */
const conditionSchema = z.discriminatedUnion('about', [
  z.strictObject({
    about: z.literal('symptom'),
    anyOf: z.array(answerSchema('symptom')).min(1).max(8),
  }),
  z.strictObject({
    about: z.literal('contact'),
    anyOf: z
      .array(z.enum(['case', 'area', 'symptomatic']))
      .min(1)
      .max(3),
  }),
  /** Measured at the post, degrees Celsius. Not measured: no fever. */
  z.strictObject({ about: z.literal('temperature'), atLeast: z.number().min(36).max(42) }),
  z.strictObject({
    about: z.literal('identity'),
    anyOf: z.array(answerSchema('idResult')).min(1).max(5),
  }),
  z.strictObject({
    about: z.literal('permit'),
    anyOf: z.array(answerSchema('permitKind')).min(1).max(4),
  }),
  z.strictObject({
    about: z.literal('purpose'),
    anyOf: z.array(answerSchema('purpose')).min(1).max(8),
  }),
  z.strictObject({
    about: z.literal('vehicle'),
    anyOf: z.array(answerSchema('vehicleType')).min(1).max(10),
  }),
  z.strictObject({
    about: z.literal('direction'),
    anyOf: z.array(answerSchema('direction')).min(1).max(3),
  }),
  z.strictObject({
    about: z.literal('test-result'),
    anyOf: z.array(answerSchema('testResult')).min(1).max(3),
  }),
  /** A test is shown, and its sample is older, or nobody knows how old. */
  z.strictObject({ about: z.literal('test-age'), olderThanHours: hours }),
  z.strictObject({ about: z.literal('no-test') }),
  /** Doses of a vaccine pass that holds now, else those declared. */
  z.strictObject({ about: z.literal('vaccine'), dosesFewerThan: z.int().min(1).max(9) }),
  z.strictObject({
    about: z.literal('watchlist'),
    anyOf: z
      .array(z.enum(['case', 'contact']))
      .min(1)
      .max(2),
  }),
  z.strictObject({
    about: z.literal('unit'),
    anyOf: z.array(z.string().min(1).max(40)).min(1).max(200),
  }),
]);
export type Condition = z.infer<typeof conditionSchema>;

/** Why, in the officer's words; every code has them. */
export const reasonCodes = [
  'reason/symptom',
  'reason/fever',
  'reason/contact-case',
  'reason/contact-other',
  'reason/watched-case',
  'reason/watched-contact',
  'reason/test-positive',
  'reason/test-old',
  'reason/no-test',
  'reason/identity-differs',
  'reason/no-permit',
  'reason/trip',
  'reason/vaccine',
  'reason/by-rule',
  'reason/nothing-found',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

const ruleSchema = z.strictObject({
  ruleId: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** The lesser goes first. */
  priority: z.int().min(1).max(999),
  isOn: z.boolean(),
  /** All must hold. */
  when: z.array(conditionSchema).min(1).max(8),
  verdict: answerSchema('verdict'),
  reason: z.enum(reasonCodes),
});
export type Rule = z.infer<typeof ruleSchema>;

/** From the mildest to the gravest. */
const gravity: readonly AnswerOf<'verdict'>[] = [
  'pass',
  'test_on_site',
  'turn_back',
  'hold',
  'refer_health',
];
export const gravityOf = (verdict: AnswerOf<'verdict'>): number => gravity.indexOf(verdict);

/** Those that are on, in the order in which they speak, however they are listed. */
export const rulesInOrder = (rules: readonly Rule[]): Rule[] =>
  rules
    .filter(({ isOn }) => isOn)
    .toSorted(
      (one, other) =>
        one.priority - other.priority ||
        gravityOf(other.verdict) - gravityOf(one.verdict) ||
        (one.ruleId < other.ruleId ? -1 : 1),
    );

const healthSigns: ReadonlySet<Condition['about']> = new Set([
  'symptom',
  'contact',
  'temperature',
  'watchlist',
]);

/** One more sign may only make it graver: no rule that speaks of signs stands before a graver one. */
const isMilderBySign = (rules: readonly Rule[]): boolean => {
  const ordered = rulesInOrder(rules);
  return ordered.some(
    (rule, index) =>
      rule.when.some(({ about }) => healthSigns.has(about)) &&
      ordered.slice(index + 1).some((later) => gravityOf(later.verdict) > gravityOf(rule.verdict)),
  );
};

/** A set of rules of one version. It cannot be written so that a further sign of illness is milder. */
export const ruleSetSchema = z
  .strictObject({
    ruleSetId: z.uuid(),
    /** Rises with every published set; 0 is the one that every tablet is built with. */
    number: z.int().min(0),
    /** Unix milliseconds, from which on it is in force. */
    effectiveAtMs: z.int().min(0),
    rules: z.array(ruleSchema).min(1).max(60),
  })
  .refine(({ rules }) => new Set(rules.map(({ ruleId }) => ruleId)).size === rules.length, {
    error: 'two rules of one id',
  })
  .refine(({ rules }) => !isMilderBySign(rules), {
    error: 'a sign of illness would make it milder',
  });
export type RuleSet = z.infer<typeof ruleSetSchema>;

/** What a crossing notes of the rules that spoke: their number, and of which set, should two bear one number. */
export const ruleSetStamp = ({ number, ruleSetId }: RuleSet): string =>
  `${number}.${ruleSetId.slice(0, 8)}`;

/** In force at this moment: of those that have begun the one of the greatest number. */
export const ruleSetAt = (sets: readonly RuleSet[], nowMs: number, first: RuleSet): RuleSet =>
  sets
    .filter(({ effectiveAtMs }) => effectiveAtMs <= nowMs)
    .reduce((newest, one) => (one.number > newest.number ? one : newest), first);
