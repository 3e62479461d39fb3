import { foldText } from '#domain/core/folded-text.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { Dice } from './dice.ts';

/** What somebody makes of a sheet who types it in the night: each slip as often as said here, one by one. */
export const mistyped = <Stated extends Partial<Declaration>>(
  roll: Dice,
  stated: Stated,
): Stated => {
  const { docNumber, phone, 'move.plate': plate, fullName = '', dob = '', ...rest } = stated;
  return {
    ...rest,
    fullName: typeName(roll, fullName),
    dob: typeBirth(roll, dob),
    ...(rest.sex !== undefined && roll.chance(0.005) ? { sex: rest.sex === 'M' ? 'F' : 'M' } : {}),
    ...(docNumber === undefined || roll.chance(0.03)
      ? {}
      : { docNumber: typeDigits(roll, docNumber, 0.06) }),
    ...(phone === undefined || roll.chance(0.05)
      ? {}
      : { phone: typeDigits(roll, phone, 0.04, 4) }),
    ...(plate === undefined || roll.chance(0.08)
      ? {}
      : { 'move.plate': typeDigits(roll, plate, 0.05, 2) }),
  } as Stated;
};

const typeName = (roll: Dice, name: string): string => {
  const words = name.split(' ');
  const inOrder = roll.chance(0.01) ? [...words.slice(-1), ...words.slice(0, -1)] : words;
  const short = words.length > 3 && roll.chance(0.03) ? inOrder.toSpliced(1, 1) : inOrder;
  const spelled = roll.chance(0.08) ? slipIn(roll, short.join(' ')) : short.join(' ');
  const marked = roll.chance(0.04) ? dropOneMark(roll, spelled) : spelled;
  return roll.chance(0.25) ? titleCase(foldText(marked)) : marked;
};

const typeBirth = (roll: Dice, dob: string): string => {
  if (dob.length < 10) return dob;
  const [year = '', month = '', day = ''] = dob.split('-');
  if (roll.chance(0.02)) return year;
  if (Number(day) <= 12 && roll.chance(0.06)) return `${year}-${day}-${month}`;
  if (roll.chance(0.02)) return `${year}-${month}-${String(1 + roll.upTo(28)).padStart(2, '0')}`;
  if (roll.chance(0.01)) return `${Number(year) + roll.oneOf([-10, -1, 1, 10])}-${month}-${day}`;
  return dob;
};

/** One digit wrong or two neighbours swapped. The first few are of the form and not typed. */
const typeDigits = (roll: Dice, text: string, often: number, fixed = 0): string => {
  if (!roll.chance(often)) return text;
  const at = fixed + roll.upTo(text.length - fixed - 1);
  const swapped = text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
  if (swapped !== text && roll.chance(0.35) && /\d\d/.test(text.slice(at, at + 2))) return swapped;
  const digit = String((Number.parseInt(text.charAt(at + 1), 10) + 1 + roll.upTo(9)) % 10);
  return digit === 'NaN' ? text : text.slice(0, at + 1) + digit + text.slice(at + 2);
};

const near = 'abcdeghiklmnopqrstuvxy'.split('');

const slipIn = (roll: Dice, name: string): string => {
  const at = 1 + roll.upTo(name.length - 2);
  const kind = roll.oneOf(['drop', 'wrong', 'extra', 'swap'] as const);
  const [before, letter, next, after] = [
    name.slice(0, at),
    name.charAt(at),
    name.charAt(at + 1),
    name.slice(at + 2),
  ];
  if (letter === ' ' || next === ' ')
    return `${before}${next}${after}`.replaceAll('  ', ' ').trim();
  switch (kind) {
    case 'drop':
      return `${before}${next}${after}`;
    case 'wrong':
      return `${before}${roll.oneOf(near)}${next}${after}`;
    case 'extra':
      return `${before}${letter}${letter}${next}${after}`;
    case 'swap':
      return `${before}${next}${letter}${after}`;
  }
};

const dropOneMark = (roll: Dice, name: string): string => {
  const words = name.split(' ');
  const at = roll.upTo(words.length);
  return words.map((word, index) => (index === at ? titleCase(foldText(word)) : word)).join(' ');
};

const titleCase = (text: string): string =>
  text.replaceAll(/(^| )(\p{L})/gu, (letter) => letter.toUpperCase());
