import { readCitizenId } from '../identity/citizen-id.ts';
import type { Declaration } from './declaration.ts';
import { awaitsWard, isAnswered } from './read-answer.ts';
import type { AddressInput, FieldInput, FieldKey, FormInput, FormSection } from './form.ts';
import { answerToInput } from './record-to-input.ts';
import { mostUsual, type UsualAnswers } from './usual-answers.ts';

/** Where a proposed answer is from. */
type ProposalSource = 'printed' | 'number' | 'pad' | 'same-sheet' | 'usual' | 'former-declaration';
export type Proposal = { readonly value: FieldInput; readonly source: ProposalSource };

type Kept = {
  /** What the sheets of today and yesterday said. */
  readonly usual: UsualAnswers;
  /** The last declaration of the person whose number stands on the sheet. */
  readonly formerDeclaration: Declaration | null;
  /** The sheet that lies under it in the pad. */
  readonly nextSerial: string | null;
  /** The home that a card has in words, with the ward of today that they name. */
  readonly printedHome: AddressInput | null;
};

/** Whether it may be offered: over a blank line, and over an address in words the very ward that they name. */
export const mayOffer = (answer: FieldInput | undefined, { source }: Proposal): boolean =>
  !isAnswered(answer) || (source === 'printed' && awaitsWard(answer));

/** What stays with a person from one day to the next. */
const personKeys: readonly FieldKey[] = [
  'fullName',
  'oldDocNumber',
  'dob',
  'sex',
  'phone',
  'email',
  'bhyt',
  'addr.permanent',
  'addr.staying',
  'addr.temporary',
  'move.plate',
];
/** What people in one vehicle have in common. */
const vehicleKeys: readonly FieldKey[] = [
  'move.direction',
  'move.vehicleType',
  'move.plate',
  'move.departAt',
  'move.from',
  'move.to',
  'move.purpose',
];

const valueOf = (declaration: Declaration, key: FieldKey): unknown =>
  key === 'ack.how' ? declaration.ack.how : (declaration as Readonly<Record<string, unknown>>)[key];

/** Of a kept declaration the named answers as they would be typed; never one about health. */
const takeUp = (
  form: readonly FormSection[],
  declaration: Declaration,
  keys: readonly FieldKey[],
): [FieldKey, FieldInput][] =>
  form
    .flatMap(({ fields }) => fields)
    .filter(({ key, sensitivity }) => keys.includes(key) && sensitivity !== 'health')
    .flatMap(({ key, control }): [FieldKey, FieldInput][] => {
      const input = answerToInput(control, valueOf(declaration, key));
      return input === null ? [] : [[key, input]];
    });

const fromNumber = (input: FormInput): [FieldKey, FieldInput][] => {
  const number = typeof input.docNumber === 'string' ? input.docNumber.replace(/\s/g, '') : '';
  const isCitizens = input.docType === 'CCCD' || !isAnswered(input.docType);
  const facts = isCitizens ? readCitizenId(number) : null;
  return facts === null
    ? []
    : [
        ['docType', 'CCCD'],
        ['sex', facts.sex],
        ['dob', String(facts.birthYear)],
      ];
};

/** Most people stay where they live, and go there or come from there. */
const fromSameSheet = (
  input: FormInput,
  home: FieldInput | undefined,
): [FieldKey, FieldInput][] => {
  const { 'addr.staying': staying, 'move.direction': direction } = input;
  const end = direction === 'out' ? 'move.from' : 'move.to';
  return [
    ...(isAnswered(home) ? [['addr.staying', home] as [FieldKey, FieldInput]] : []),
    ...(isAnswered(staying) && direction !== 'through'
      ? [[end, staying] as [FieldKey, FieldInput]]
      : []),
  ];
};

/**
 * Answers to propose, each with where it is from; nothing is answered until the officer takes it.
 * What the card in hand says goes before what the person said before, that before what the number says, and that
 * before what is usual.
 */
export const proposeAnswers = (
  form: readonly FormSection[],
  input: FormInput,
  { usual, formerDeclaration, nextSerial, printedHome }: Kept,
): ReadonlyMap<FieldKey, Proposal> => {
  const of = (source: ProposalSource, answers: readonly [FieldKey, FieldInput][]) =>
    answers.map(([key, value]) => [key, { value, source }] as const);
  return new Map([
    ...of('usual', mostUsual(usual)),
    ...of('pad', nextSerial === null ? [] : [['paperSerial', nextSerial]]),
    ...of('same-sheet', fromSameSheet(input, printedHome ?? input['addr.permanent'])),
    ...of('number', fromNumber(input)),
    ...(formerDeclaration
      ? of('former-declaration', takeUp(form, formerDeclaration, personKeys))
      : []),
    ...of('printed', printedHome === null ? [] : [['addr.permanent', printedHome]]),
  ]);
};

/** What the next person in the same vehicle need not be asked again. */
export const sameVehicle = (form: readonly FormSection[], before: Declaration): FormInput =>
  Object.fromEntries(takeUp(form, before, vehicleKeys));
