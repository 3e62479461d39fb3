import type { FieldKey, FormInput } from '../declaration/form.ts';
import type { AnswerOf } from '../declaration/answers.ts';
import { feverCelsius } from './fever.ts';

type Verdict = AnswerOf<'verdict'>;

export type VerdictReasonCode =
  | 'reason/symptom'
  | 'reason/fever'
  | 'reason/contact-case'
  | 'reason/test-positive'
  | 'reason/identity-differs'
  | 'reason/nothing-found';

type VerdictReason = {
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
/** Declared signs that send a person to the health desk: fever, cough, breathing difficulty. */
const referringSymptoms = ['sot', 'ho', 'kho_tho'];
const yesNoNeeded: readonly FieldKey[] = ['epi.anySymptom', 'epi.contactCase'];

/** Degrees as typed; null for what no thermometer shows, which the form itself refuses. */
const temperatureOf = (input: FormInput): number | null => {
  const typed = input['check.temperature'];
  const text = typeof typed === 'string' ? typed.trim().replace(',', '.') : '';
  return /^(3[4-9]|4[0-2])(\.\d)?$|^43(\.0)?$/.test(text) ? Number(text) : null;
};

/** Whether an answer that could still send the person to the health desk is not there yet. */
const lacksHealthAnswer = (input: FormInput): boolean => {
  const symptoms = input['epi.symptoms'];
  const namesSymptoms = Array.isArray(symptoms) && symptoms.length > 0;
  return (
    yesNoNeeded.some((key) => input[key] !== 'yes' && input[key] !== 'no') ||
    (input['epi.anySymptom'] === 'yes' && !namesSymptoms)
  );
};

const findReasons = (input: FormInput): { verdict: Verdict; reason: VerdictReason }[] => {
  const symptoms = input['epi.symptoms'];
  const referring =
    input['epi.anySymptom'] === 'yes' &&
    Array.isArray(symptoms) &&
    referringSymptoms.some((symptom) => symptoms.includes(symptom));
  const tested = input['test.kind'] === 'rt_pcr' || input['test.kind'] === 'rapid_ag';
  const temperature = temperatureOf(input);
  const found: (readonly [boolean, Verdict, VerdictReason])[] = [
    [referring, 'refer_health', { code: 'reason/symptom' }],
    [
      temperature !== null && temperature >= feverCelsius,
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
 * What the rules propose from the answers so far; null while a missing health answer could change it.
 * Health goes before identity; the officer decides.
 */
export const proposeVerdict = (input: FormInput): VerdictProposal | null => {
  const found = findReasons(input);
  const [first] = found;
  if (first?.verdict !== 'refer_health' && lacksHealthAnswer(input)) return null;
  if (first) {
    return { verdict: first.verdict, reasons: found.map(({ reason }) => reason), rules };
  }
  return { verdict: 'pass', reasons: [{ code: 'reason/nothing-found' }], rules };
};
