import { capitaliseName } from '#domain/identity/person-name.ts';
import type { FieldDefinition } from '#domain/declaration/form.ts';
import { foldText } from '#domain/core/folded-text.ts';
import { initialsOf } from '#domain/places/short-forms.ts';
import { wardOf, type AnswerOnPaper, type PlaceOnPaper } from './paper-forms.ts';

/** Keys that Telex takes for a text: one for each letter, mark and capital. */
export const telexKeys = (text: string): number =>
  Array.from(text.normalize('NFC')).reduce((sum, letter) => {
    const marks = letter.normalize('NFD').length - 1;
    const isStroked = /[đĐ]/.test(letter);
    const isCapital = letter !== letter.toLowerCase();
    return sum + 1 + marks + (isStroked ? 1 : 0) + (isCapital ? 1 : 0);
  }, 0);

/** An answer as it is typed: days without strokes, names and capitals in small letters. */
export const typedForm = (field: FieldDefinition, answer: AnswerOnPaper): string => {
  if (typeof answer === 'boolean') return answer ? 'yes' : 'no';
  if (typeof answer === 'number') return String(answer).replace('.', ',');
  if (typeof answer === 'object') return '';
  const text = answer;
  const { control } = field;
  if (control.kind === 'day') return text.split('-').toReversed().join('');
  if (control.kind === 'instant')
    return `${text.slice(0, 10).split('-').toReversed().join('/')} ${text.slice(11, 16)}`;
  if (control.kind !== 'text') return text;
  if (control.keyboard === 'tel') return text.replace(/^\+84/, '0');
  const small = text.toLowerCase();
  const isName = field.key === 'fullName' || field.key === 'proxy.name';
  if (isName) return capitaliseName(small) === text ? small : text;
  return control.keyboard === 'capitals' ? small : text;
};

export const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s/.,:-]/g, '');

export const isHeld = (
  field: FieldDefinition,
  answer: AnswerOnPaper,
  held: string | undefined,
): boolean => {
  if (held === undefined) return false;
  if (typeof answer === 'object' && !Array.isArray(answer))
    return held === `${answer.ward}|${answer.detail}`;
  if (Array.isArray(answer)) return held === answer.join(' ');
  return plain(held) === plain(typedForm(field, answer));
};

/** As learnt in five minutes: first letters of ward and province, then the name itself. */
export const shortFor = (place: PlaceOnPaper): string => {
  const { wardName, provinceName } = wardOf(place);
  const words = (name: string) =>
    foldText(name)
      .replace(/^(phuong|xa|dac khu) (?=\D)/, '')
      .replace(/['’]/g, '')
      .split(/[^a-z0-9]+/);
  const ward = words(wardName);
  return [initialsOf(ward), initialsOf(words(provinceName)), ...ward].join(' ');
};

export const isPlace = (answer: AnswerOnPaper): answer is PlaceOnPaper =>
  typeof answer === 'object' && !Array.isArray(answer);
