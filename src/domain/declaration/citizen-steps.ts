import { citizenForm } from './citizen-form.ts';
import type { FieldDefinition, FieldInput, FieldKey, FormInput } from './form.ts';

/** What a citizen is asked: keys of `citizenForm`. */
export type CitizenKey = Exclude<FieldKey, `check.${string}` | 'paperSerial' | 'declaredAt'>;

export type CitizenStep = {
  readonly key:
    | 'whose'
    | 'person'
    | 'papers'
    | 'homes'
    | 'trip'
    | 'vehicle'
    | 'health'
    | 'proofs'
    | 'review';
  readonly fields: readonly CitizenKey[];
};

/** The questions in the order of a conversation, a few that belong together at a time. */
export const citizenSteps: readonly CitizenStep[] = [
  { key: 'whose', fields: ['byProxy', 'proxy.name', 'proxy.phone', 'proxy.relation'] },
  { key: 'person', fields: ['fullName', 'dob', 'sex'] },
  {
    key: 'papers',
    fields: [
      'docType',
      'docNumber',
      'nationality',
      'phone',
      'noPhone',
      'oldDocNumber',
      'bhyt',
      'email',
    ],
  },
  { key: 'homes', fields: ['addr.permanent', 'addr.staying', 'addr.temporary'] },
  {
    key: 'trip',
    fields: [
      'move.direction',
      'move.from',
      'move.to',
      'move.departAt',
      'move.purpose',
      'move.purposeNote',
    ],
  },
  {
    key: 'vehicle',
    fields: ['move.vehicleType', 'move.plate', 'move.seat', 'move.party'],
  },
  {
    key: 'health',
    fields: [
      'epi.travelled14d',
      'epi.places',
      'epi.anySymptom',
      'epi.symptoms',
      'epi.onset',
      'epi.symptomNote',
      'epi.contactCase',
      'epi.contactArea',
      'epi.contactSymptomatic',
    ],
  },
  {
    key: 'proofs',
    fields: [
      'vax.doses',
      'vax.lastDate',
      'test.kind',
      'test.sampledAt',
      'test.result',
      'permit.kind',
      'permit.number',
    ],
  },
  { key: 'review', fields: ['ack.how'] },
];

const definitionByKey = new Map(
  citizenForm.flatMap(({ fields }) => fields).map((field) => [field.key, field]),
);

/** The questions of a step as the form defines them. */
export const questionsOf = (step: CitizenStep): readonly FieldDefinition[] =>
  step.fields.flatMap((key) => definitionByKey.get(key) ?? []);

/** Papers that only citizens of Viet Nam have: their nationality need not be asked. */
const ofCitizens: ReadonlySet<unknown> = new Set(['CCCD', 'CMND']);

/** Whether the kind of paper leaves the question open. */
export const isAsked = (key: FieldKey, input: FormInput): boolean =>
  key !== 'nationality' || (input.docType !== undefined && !ofCitizens.has(input.docType));

/** An answer as it was given, and what follows from it. */
export const answerAsCitizen = (
  input: FormInput,
  key: FieldKey,
  value: FieldInput | undefined,
): FormInput => {
  const { [key]: _, ...others } = input;
  const next: FormInput = value === undefined ? others : { ...others, [key]: value };
  if (key !== 'docType') return next;
  const { nationality: former, ...rest } = next;
  if (ofCitizens.has(value)) return { ...rest, nationality: 'VN' };
  // It followed from another kind of paper: now it has to be said.
  return ofCitizens.has(input.docType) || former === undefined ? rest : next;
};

const vehicleKeys: readonly CitizenKey[] = [
  'move.direction',
  'move.from',
  'move.to',
  'move.departAt',
  'move.purpose',
  'move.purposeNote',
  'move.vehicleType',
  'move.plate',
  'move.party',
];
const personKeys: readonly CitizenKey[] = [
  'byProxy',
  'proxy.name',
  'proxy.phone',
  'proxy.relation',
  'fullName',
  'dob',
  'sex',
  'docType',
  'docNumber',
  'nationality',
  'phone',
  'noPhone',
  'oldDocNumber',
  'bhyt',
  'email',
  'addr.permanent',
  'addr.staying',
  'addr.temporary',
];

const take = (input: FormInput, keys: readonly FieldKey[]): FormInput =>
  Object.fromEntries(
    keys.flatMap((key) => (input[key] === undefined ? [] : [[key, input[key]] as const])),
  );

/** What the next person in the same vehicle need not be asked again, and who declares for them. */
export const nextInVehicle = (input: FormInput): FormInput => {
  const isProxy = input.byProxy === 'yes';
  const name = isProxy ? input['proxy.name'] : input.fullName;
  const phone = isProxy ? input['proxy.phone'] : input.phone;
  return {
    ...take(input, vehicleKeys),
    ...(name !== undefined && { 'proxy.name': name }),
    ...(phone !== undefined && { 'proxy.phone': phone }),
  };
};

/** For another journey of the same person: nothing of the trip, of health or of the warning is taken over. */
export const samePersonAgain = (input: FormInput): FormInput => take(input, personKeys);
