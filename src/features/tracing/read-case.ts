import { inputToInstant } from '#domain/declaration/instant-input.ts';
import { parsePartialDay } from '#domain/identity/partial-day.ts';
import { parsePhone } from '#domain/identity/phone.ts';
import { infectiousWindow, type TracedCase } from '#domain/tracing/traced-case.ts';
import { fail, ok, type Result } from '#domain/core/result.ts';

/** What the tracer types, as it is typed. */
export type TypedCase = {
  readonly number: string;
  readonly phone: string;
  readonly fullName: string;
  readonly dob: string;
  readonly plate: string;
  readonly onset: string;
  readonly minutes: number;
  readonly watch: boolean;
};

export const blankCase: TypedCase = {
  number: '',
  phone: '',
  fullName: '',
  dob: '',
  plate: '',
  onset: '',
  minutes: 10,
  watch: true,
};

export type TypedFault = 'who' | 'number' | 'phone' | 'plate' | 'dob' | 'onset';

const isLength = (text: string, least: number, most: number): boolean =>
  text === '' || (text.length >= least && text.length <= most);

/** The morning of a day as it is typed; null: it is none. */
export const typedToDay = (typed: string): number | null => inputToInstant(`${typed.trim()} 00:00`);

/** What was typed as a case, or what is wrong with it first. Without a day of illness: the last fortnight. */
export const typedToCase = (typed: TypedCase, nowMs: number): Result<TracedCase, TypedFault> => {
  const [number, plate, fullName] = [typed.number, typed.plate, typed.fullName].map((text) =>
    text.trim(),
  ) as [string, string, string];
  const phone = typed.phone.trim() === '' ? null : parsePhone(typed.phone);
  const dob = typed.dob.trim() === '' ? null : parsePartialDay(typed.dob);
  const onsetMs = typed.onset.trim() === '' ? null : typedToDay(typed.onset);
  if (!isLength(number, 4, 24)) return fail('number');
  if (typed.phone.trim() !== '' && phone === null) return fail('phone');
  if (typed.dob.trim() !== '' && dob === null) return fail('dob');
  if (!isLength(plate, 4, 12)) return fail('plate');
  const isNamed = fullName.length >= 2 && dob !== null;
  if (number === '' && phone === null && plate === '' && !isNamed) return fail('who');
  if (typed.onset.trim() !== '' && (onsetMs === null || onsetMs > nowMs)) return fail('onset');
  const who = {
    ...(number !== '' && { number }),
    ...(phone !== null && { phone }),
    ...(fullName.length >= 2 && { fullName }),
    ...(dob !== null && { dob }),
    ...(plate !== '' && { plate }),
  };
  const window = infectiousWindow(onsetMs ?? nowMs - 14 * 86_400_000, nowMs);
  return ok({ who, ...window, minutes: typed.minutes });
};
