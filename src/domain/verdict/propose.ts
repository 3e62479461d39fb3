import type { FieldKey, FormInput } from '../declaration/form.ts';
import type { AnswerOf } from '../declaration/answers.ts';

export type Verdict = AnswerOf<'verdict'>;

export type VerdictReasonCode =
  | 'reason/symptom'
  | 'reason/fever'
  | 'reason/contact-case'
  | 'reason/test-positive'
  | 'reason/identity-differs'
  | 'reason/nothing-found';

export type VerdictReason = {
  readonly code: VerdictReasonCode;
  readonly params?: Readonly<Record<string, string | number>>;
};

export type VerdictProposal = {
  readonly verdict: Verdict;
  readonly reasons: readonly VerdictReason[];
  /** Version of the rules that spoke. */
  readonly rules: string;
};

const rules = 'first-light-1';
const feverCelsius = 37.5;
/** Declared signs that send a person to the health desk: fever, cough, breathing difficulty. */
const referringSymptoms = ['sot', 'ho', 'kho_tho'];
const neededAnswers: readonly FieldKey[] = ['epi.anySymptom', 'epi.contactCase'];

const temperatureOf = (input: FormInput): number =>
  Number(String(input['check.temperature'] ?? '').replace(',', '.'));

const findReasons = (input: FormInput): { verdict: Verdict; reason: VerdictReason }[] => {
  const symptoms = input['epi.symptoms'];
  const referring =
    input['epi.anySymptom'] === 'yes' &&
    Array.isArray(symptoms) &&
    referringSymptoms.some((symptom) => symptoms.includes(symptom));
  const tested = ['rt_pcr', 'rapid_ag'].includes(String(input['test.kind']));
  const temperature = temperatureOf(input);
  const found: (readonly [boolean, Verdict, VerdictReason])[] = [
    [referring, 'refer_health', { code: 'reason/symptom' }],
    [
      temperature >= feverCelsius,
      'refer_health',
      { code: 'reason/fever', params: { temperature: String(temperature).replace('.', ',') } },
    ],
    [input['epi.contactCase'] === 'yes', 'refer_health', { code: 'reason/contact-case' }],
    [tested && input['test.result'] === 'positive', 'hold', { code: 'reason/test-positive' }],
    [input['check.idResult'] === 'mismatch', 'hold', { code: 'reason/identity-differs' }],
  ];
  return found.filter(([holds]) => holds).map(([, verdict, reason]) => ({ verdict, reason }));
};

/**
 * What the rules propose from the answers so far; null while a health answer they need is missing.
 * Health goes before identity; the officer decides.
 */
export const proposeVerdict = (input: FormInput): VerdictProposal | null => {
  const found = findReasons(input);
  const [first] = found;
  if (first) {
    return { verdict: first.verdict, reasons: found.map(({ reason }) => reason), rules };
  }
  const unanswered = neededAnswers.some((key) => input[key] !== 'yes' && input[key] !== 'no');
  if (unanswered) return null;
  return { verdict: 'pass', reasons: [{ code: 'reason/nothing-found' }], rules };
};
