import { foldText } from '../core/folded-text.ts';
import type { FieldKey, FormInput } from './form.ts';
import { warn, type Judgement } from './judgement.ts';
import { isAnswered } from './read-answer.ts';

/** What a code read in the middle of a sheet gives to it. */
export type TakenFromCode = {
  readonly input: FormInput;
  /** Answered by the code. */
  readonly taken: ReadonlySet<FieldKey>;
  /** What was answered before and otherwise stays as it is, and is doubted. */
  readonly doubts: ReadonlyMap<FieldKey, Judgement>;
};

/**
 * Fills in what is not answered yet. Nothing typed is ever overwritten, least of all a name with its marks by one
 * without.
 */
export const takeFromCode = (input: FormInput, filled: FormInput): TakenFromCode => {
  const answers = Object.entries(filled) as [FieldKey, string][];
  const fresh = answers.filter(([key]) => !isAnswered(input[key]));
  const doubts = answers.flatMap(([key, value]) => {
    const typed = input[key];
    const isText = typeof value === 'string' && typeof typed === 'string' && isAnswered(typed);
    return isText && !isSameText(typed, value)
      ? [[key, warn('code/differs', { value })] as const]
      : [];
  });
  return {
    input: { ...input, ...Object.fromEntries(fresh) },
    taken: new Set(fresh.map(([key]) => key)),
    doubts: new Map(doubts),
  };
};

const isSameText = (typed: string, read: string): boolean => {
  const plain = (text: string) =>
    foldText(text)
      .replace(/[\s.-]/g, '')
      .replace(/\b0+(?=\d)/g, '');
  return plain(typed) === plain(read);
};
