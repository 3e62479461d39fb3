import { citizenForm } from '../declaration/citizen-form.ts';
import type { Declaration } from '../declaration/declaration.ts';
import type { FormInput, FormSection } from '../declaration/form.ts';
import { answerToInput } from '../declaration/record-to-input.ts';
import { formatPartialDay } from '../identity/partial-day.ts';
import { prefill } from '../qr/prefill.ts';
import type { VaccinePass } from '../qr/vaccine-pass.ts';
import { contentOf } from '../qr/verify-code.ts';
import type { HeldCode } from './people-in-hand.ts';

/** Who somebody is and where they live stays true when a declaration has ended; trip and health are asked anew. */
const lasting: ReadonlySet<FormSection['key']> = new Set(['person', 'addresses']);

const fromDeclaration = (declaration: Declaration): FormInput => {
  const values: Readonly<Record<string, unknown>> = declaration;
  const fields = citizenForm.filter(({ key }) => lasting.has(key)).flatMap((one) => one.fields);
  const typed = fields.flatMap(({ key, control }) => {
    const answer = values[key] === undefined ? null : answerToInput(control, values[key]);
    return answer === null ? [] : [[key, answer] as const];
  });
  return {
    ...Object.fromEntries(typed),
    ...(declaration.phone === undefined && { noPhone: 'yes' }),
  };
};

const fromPass = ({ name, latinName, dob, events }: VaccinePass): FormInput => {
  const doses = events.filter((event) => event.kind === 'vaccine');
  const last = doses.toSorted((one, other) => other.on.localeCompare(one.on))[0];
  return {
    fullName: name || latinName,
    ...(dob !== '' && { dob: formatPartialDay(dob) }),
    ...(last && { 'vax.doses': String(last.dose), 'vax.lastDate': formatPartialDay(last.on) }),
  };
};

/** What a code fills in: a signed one only what its signature vouches for. */
export const prefillHeld = ({ code, checked }: Pick<HeldCode, 'code' | 'checked'>): FormInput => {
  const content = checked && contentOf(checked);
  if (content?.kind === 'signed-declaration') return fromDeclaration(content.declaration);
  return content === null ? prefill(code) : fromPass(content);
};

/** The code of a person's that fills in most; null: none fills in anything. */
export const bestToPrefill = (codes: readonly HeldCode[]): HeldCode | null => {
  const filling = codes
    .map((held) => ({ held, count: Object.keys(prefillHeld(held)).length }))
    .toSorted((one, other) => other.count - one.count);
  const [best] = filling;
  return best && best.count > 0 ? best.held : null;
};
