import { foldText } from '../core/folded-text.ts';
import { doubtCitizenId } from '../identity/citizen-id.ts';
import { isKnownPlate } from '../identity/plate.ts';
import { aroundHanoi } from '../places/search-places.ts';
import { feverCelsius } from '../verdict/fever.ts';
import type { FieldKey, FormInput } from './form.ts';
import { block, warn, type Judgement } from './judgement.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A declaration is valid this long (the QR of 2021: three days). */
export const declarationValidMs = 72 * hourMs;
/** Tablets' clocks differ a little; a sheet may have been dated by another one. */
const clockToleranceMs = 5 * 60_000;
const oldestAgeYears = 120;
/** Epidemiological window asked about on the sheet. */
const windowDays = 14;
const departureDays = { before: 14, after: 3 };

/** Start of a local day, Unix milliseconds; for a partial day the first of what is known. */
const dayToMs = (iso: string): number =>
  Date.parse(`${iso}${'-01-01'.slice(iso.length - 4)}T00:00:00+07:00`);

const doubtDay = (iso: string, nowMs: number): Judgement[] =>
  dayToMs(iso) > nowMs ? [block('day/future')] : [];

type Doubt = (value: unknown, input: FormInput, nowMs: number) => Judgement[];

const past: Doubt = (value, _input, nowMs) => doubtDay(String(value), nowMs);

const notTied: Doubt = (value) =>
  typeof value === 'object' && value !== null && 'unitSet' in value && value.unitSet === 'text'
    ? [warn('address/not-tied')]
    : [];

const provinceOf = (answer: unknown): string | null =>
  typeof answer === 'object' && answer !== null && 'provinceCode' in answer
    ? String(answer.provinceCode)
    : null;

/** Into the city ends there, out of it begins there, and through it does neither. */
const otherWay = (answer: unknown, isInside: boolean): Judgement[] => {
  const province = provinceOf(answer);
  if (province === null || (province === aroundHanoi.homeProvince) === isInside) return [];
  return [warn('journey/other-way')];
};

const journeyFrom: Doubt = (value, { 'move.direction': direction }) =>
  direction === 'in' ? [] : otherWay(value, direction === 'out');

const isOnePlace = (one: unknown, other: unknown): boolean => {
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (!('detail' in one) || !('detail' in other)) return false;
  const ward = (place: object) => ('wardCode' in place ? place.wardCode : undefined);
  return (
    ward(one) === ward(other) && foldText(String(one.detail)) === foldText(String(other.detail))
  );
};

const journeyTo: Doubt = (value, { 'move.direction': direction, 'move.from': from }) => [
  ...(isOnePlace(value, from) ? [warn('journey/nowhere')] : []),
  ...(direction === 'out' ? [] : otherWay(value, direction === 'in')),
];

const both =
  (one: Doubt, other: Doubt): Doubt =>
  (...about) => [...one(...about), ...other(...about)];

const doubtByKey: Partial<Record<FieldKey, Doubt>> = {
  fullName: (value) => (String(value).includes(' ') ? [] : [warn('name/one-word')]),
  docNumber: (value, input) =>
    input.docType === 'CCCD'
      ? doubtCitizenId(String(value), {
          ...(typeof input.dob === 'string' && { dob: input.dob }),
          ...(typeof input.sex === 'string' && { sex: input.sex }),
        }).map((doubt) => warn(doubt.code, 'params' in doubt ? doubt.params : undefined))
      : [],
  dob: (value, _input, nowMs) => {
    const age = (nowMs - dayToMs(String(value))) / dayMs / 365.25;
    return age > oldestAgeYears + 1 ? [block('birth/too-old')] : doubtDay(String(value), nowMs);
  },
  'move.plate': (value) => (isKnownPlate(String(value)) ? [] : [warn('plate/unknown')]),
  declaredAt: (value, _input, nowMs) => {
    const declaredMs = Date.parse(String(value));
    if (declaredMs > nowMs + clockToleranceMs) return [block('instant/future')];
    return nowMs - declaredMs > declarationValidMs ? [warn('declaration/expired')] : [];
  },
  'test.sampledAt': (value, _input, nowMs) =>
    Date.parse(String(value)) > nowMs + clockToleranceMs ? [block('instant/future')] : [],
  'move.departAt': (value, _input, nowMs) => {
    const days = (dayToMs(String(value)) - nowMs) / dayMs;
    return days < -departureDays.before - 1 || days > departureDays.after
      ? [warn('departure/far')]
      : [];
  },
  'epi.onset': (value, _input, nowMs) => {
    const days = (nowMs - dayToMs(String(value))) / dayMs;
    return days > windowDays + 1 ? [warn('onset/outside-window')] : doubtDay(String(value), nowMs);
  },
  'vax.lastDate': past,
  'check.temperature': (value, input) =>
    Number(value) >= feverCelsius && input['epi.anySymptom'] !== 'yes'
      ? [warn('temperature/fever')]
      : [],
  'addr.permanent': notTied,
  'addr.temporary': notTied,
  'addr.staying': notTied,
  'move.from': both(notTied, journeyFrom),
  'move.to': both(notTied, journeyTo),
};

/** What a readable answer makes one wonder about: against the clock, and against other answers. */
export const doubtAnswer = (
  key: FieldKey,
  value: unknown,
  input: FormInput,
  nowMs: number,
): readonly Judgement[] => doubtByKey[key]?.(value, input, nowMs) ?? [];
