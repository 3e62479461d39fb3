import type { AnswerOf } from '../declaration/answers.ts';
import type { Crossing } from '../declaration/crossing.ts';
import type { Declaration } from '../declaration/declaration.ts';
import type { FormInput } from '../declaration/form.ts';
import { inputToInstant } from '../declaration/instant-input.ts';

/** What rules look at. Null: not answered, not measured, not known. */
export type VerdictFacts = {
  /** Empty: none. Null also while they are declared and not named. */
  readonly symptoms: readonly string[] | null;
  readonly contact: Readonly<Record<'case' | 'area' | 'symptomatic', boolean | null>>;
  /** Degrees Celsius. */
  readonly temperature: number | null;
  readonly identity: string | null;
  readonly permit: string | null;
  readonly purpose: string | null;
  readonly vehicle: string | null;
  readonly direction: string | null;
  readonly test: { readonly result: string | null; readonly ageHours: number | null } | null;
  readonly doses: number | null;
  readonly watched: 'case' | 'contact' | null;
  readonly unitId: string | null;
};

/** What is known beside a sheet or a declaration. */
export type Surroundings = {
  readonly nowMs: number;
  readonly unitId?: string | null;
  readonly watched?: VerdictFacts['watched'];
  /** Of a vaccine pass that holds now; absent: none was shown. */
  readonly passDoses?: number | null;
};

const hourMs = 3_600_000;

const ageInHours = (sampledMs: number | null, nowMs: number): number | null =>
  sampledMs === null || Number.isNaN(sampledMs) ? null : Math.max(0, nowMs - sampledMs) / hourMs;

/** Degrees as typed; null for what no thermometer shows, which the form itself refuses. */
const temperatureOf = (typed: unknown): number | null => {
  const text = typeof typed === 'string' ? typed.trim().replace(',', '.') : '';
  return /^(3[4-9]|4[0-2])(\.\d)?$|^43(\.0)?$/.test(text) ? Number(text) : null;
};

/** From a sheet as far as it is typed. */
export const inputToFacts = (input: FormInput, around: Surroundings): VerdictFacts => {
  const text = (key: keyof FormInput): string | null => {
    const typed = input[key];
    return typeof typed === 'string' && typed !== '' ? typed : null;
  };
  const yesNo = (key: keyof FormInput): boolean | null =>
    input[key] === 'yes' ? true : input[key] === 'no' ? false : null;
  const named = input['epi.symptoms'];
  const hasAny = yesNo('epi.anySymptom');
  const symptoms = Array.isArray(named) && named.length > 0 ? (named as readonly string[]) : null;
  const kind = text('test.kind');
  const sampledMs = inputToInstant(text('test.sampledAt') ?? '');
  return {
    symptoms: hasAny === false ? [] : hasAny ? symptoms : null,
    contact: {
      case: yesNo('epi.contactCase'),
      area: yesNo('epi.contactArea'),
      symptomatic: yesNo('epi.contactSymptomatic'),
    },
    temperature: temperatureOf(input['check.temperature']),
    identity: text('check.idResult'),
    permit: text('permit.kind'),
    purpose: text('move.purpose'),
    vehicle: text('move.vehicleType'),
    direction: text('move.direction'),
    test:
      kind === 'rt_pcr' || kind === 'rapid_ag'
        ? { result: text('test.result'), ageHours: ageInHours(sampledMs, around.nowMs) }
        : null,
    doses: around.passDoses ?? dosesOf(text('vax.doses')),
    watched: around.watched ?? null,
    unitId: around.unitId ?? null,
  };
};

const dosesOf = (typed: string | null): number | null =>
  typed !== null && /^\d$/.test(typed) ? Number(typed) : null;

/** From a declaration, and of its crossing what was checked. */
export const declarationToFacts = (
  declaration: Declaration,
  check: {
    readonly idResult: AnswerOf<'idResult'>;
    readonly temperature: Crossing['check.temperature'] | null;
  },
  around: Surroundings,
): VerdictFacts => {
  const kind = declaration['test.kind'] ?? 'none';
  const sampledAt = declaration['test.sampledAt'];
  const sampledMs = sampledAt === undefined ? null : Date.parse(sampledAt);
  const named = declaration['epi.symptoms'] ?? [];
  const hasAny = declaration['epi.anySymptom'];
  return {
    symptoms: hasAny ? (named.length > 0 ? named : null) : [],
    contact: {
      case: declaration['epi.contactCase'],
      area: declaration['epi.contactArea'],
      symptomatic: declaration['epi.contactSymptomatic'],
    },
    temperature: check.temperature ?? null,
    // To the rules a number that nobody has is as good as somebody else's.
    identity: check.idResult === 'not_found' ? 'mismatch' : check.idResult,
    permit: declaration['permit.kind'] ?? null,
    purpose: declaration['move.purpose'],
    vehicle: declaration['move.vehicleType'],
    direction: declaration['move.direction'],
    test:
      kind === 'none'
        ? null
        : {
            result: declaration['test.result'] ?? null,
            ageHours: ageInHours(sampledMs, around.nowMs),
          },
    doses: around.passDoses ?? declaration['vax.doses'] ?? null,
    watched: around.watched ?? null,
    unitId: around.unitId ?? null,
  };
};

/** Of somebody who has shown nothing but is looked for. */
export const watchedToFacts = (around: Surroundings): VerdictFacts => inputToFacts({}, around);
