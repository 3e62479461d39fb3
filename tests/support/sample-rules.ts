import fc from 'fast-check';
import { answersByList } from '#domain/declaration/answers.ts';
import type { FormInput } from '#domain/declaration/form.ts';
import { reasonCodes, type Condition, type Rule } from '#domain/verdict/rule-set.ts';
import type { VerdictFacts } from '#domain/verdict/verdict-facts.ts';

const { symptom, idResult, permitKind, purpose, vehicleType, direction, testResult, verdict } =
  answersByList;
const someOf = <One extends string>(list: readonly One[]) =>
  fc.uniqueArray(fc.constantFrom(...list), { minLength: 1, maxLength: 3 });
const maybe = <One>(one: fc.Arbitrary<One>) => fc.option(one, { nil: null });

const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  someOf(symptom).map((anyOf) => ({ about: 'symptom' as const, anyOf })),
  someOf(['case', 'area', 'symptomatic'] as const).map((anyOf) => ({
    about: 'contact' as const,
    anyOf,
  })),
  fc.constantFrom(37, 37.5, 38).map((atLeast) => ({ about: 'temperature' as const, atLeast })),
  someOf(idResult).map((anyOf) => ({ about: 'identity' as const, anyOf })),
  someOf(permitKind).map((anyOf) => ({ about: 'permit' as const, anyOf })),
  someOf(purpose).map((anyOf) => ({ about: 'purpose' as const, anyOf })),
  someOf(vehicleType).map((anyOf) => ({ about: 'vehicle' as const, anyOf })),
  someOf(direction).map((anyOf) => ({ about: 'direction' as const, anyOf })),
  someOf(testResult).map((anyOf) => ({ about: 'test-result' as const, anyOf })),
  fc.constantFrom(24, 72).map((olderThanHours) => ({
    about: 'test-age' as const,
    olderThanHours,
  })),
  fc.constant({ about: 'no-test' as const }),
  fc.constantFrom(1, 2).map((dosesFewerThan) => ({ about: 'vaccine' as const, dosesFewerThan })),
  someOf(['case', 'contact'] as const).map((anyOf) => ({ about: 'watchlist' as const, anyOf })),
  someOf(['hn-01', 'hn-02']).map((anyOf) => ({ about: 'unit' as const, anyOf })),
);

/** Rules that may contradict each other and may stand at one priority; ids are their own. */
export const anyRules: fc.Arbitrary<Rule[]> = fc.uniqueArray(
  fc.record({
    ruleId: fc.integer({ min: 1, max: 30 }).map((number) => `r${number}`),
    priority: fc.integer({ min: 1, max: 5 }),
    isOn: fc.boolean(),
    when: fc.array(anyCondition, { minLength: 1, maxLength: 3 }),
    verdict: fc.constantFrom(...verdict),
    reason: fc.constantFrom(...reasonCodes),
  }),
  { minLength: 1, maxLength: 6, selector: ({ ruleId }) => ruleId },
);

export const anyFacts: fc.Arbitrary<VerdictFacts> = fc.record({
  symptoms: fc.oneof(
    fc.constant(null),
    fc.uniqueArray(fc.constantFrom(...symptom), { maxLength: 3 }),
  ),
  contact: fc.record({
    case: maybe(fc.boolean()),
    area: maybe(fc.boolean()),
    symptomatic: maybe(fc.boolean()),
  }),
  temperature: maybe(fc.constantFrom(36.5, 37.2, 37.5, 38.2)),
  identity: maybe(fc.constantFrom(...idResult)),
  permit: maybe(fc.constantFrom(...permitKind)),
  purpose: maybe(fc.constantFrom(...purpose)),
  vehicle: maybe(fc.constantFrom(...vehicleType)),
  direction: maybe(fc.constantFrom(...direction)),
  test: maybe(
    fc.record({
      result: maybe(fc.constantFrom(...testResult)),
      ageHours: maybe(fc.constantFrom(1, 48, 100)),
    }),
  ),
  doses: maybe(fc.constantFrom(0, 1, 2)),
  watched: maybe(fc.constantFrom('case', 'contact')),
  unitId: maybe(fc.constantFrom('hn-01', 'hn-02')),
});

const typed = (...texts: (string | undefined)[]) => fc.constantFrom(...texts);

/** What matters to the rules on a sheet, half typed or nonsense among it. */
export const anyInput: fc.Arbitrary<FormInput> = fc
  .record({
    'epi.anySymptom': typed('yes', 'no', '', undefined),
    'epi.symptoms': fc.oneof(
      fc.constant(undefined),
      fc.uniqueArray(fc.constantFrom(...symptom), { maxLength: 3 }),
    ),
    'epi.contactCase': typed('yes', 'no', '', undefined),
    'check.temperature': typed('36,6', '37.4', '37,5', ' 38.2', '43', '385', 'cao', '', undefined),
    'check.idResult': typed(...idResult, '', undefined),
    'test.kind': typed('none', 'rt_pcr', 'rapid_ag', '', undefined),
    'test.result': typed(...testResult, undefined),
    'test.sampledAt': typed('21/11/2026 08:00', 'hôm qua', undefined),
    'permit.kind': typed(...permitKind, undefined),
  })
  .map((input) =>
    Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
  );
