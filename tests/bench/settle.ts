import { measureSuggestions } from '../support/measure-suggestions.ts';

/** Looked at by nobody while the rules were made; `tests/contract/settle-figures.test.ts` holds them to it. */
const setAside = 20_210_906;

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Crossings kept twice among generated records of which it is known. */
export const benchSettle = async (): Promise<Record<string, number>> => {
  measureSuggestions(1, 1_000);
  const day = measureSuggestions(setAside, 5_000);
  const many = measureSuggestions(setAside, 100_000);
  return Promise.resolve({
    settle_suggestions_precision: rounded(day.precision, 4),
    settle_suggestions_recall: rounded(day.recall, 4),
    settle_kept_twice: day.keptTwice,
    settle_certain: day.certain,
    settle_possible: day.possible,
    settle_suggestions_ms_5000: Math.round(day.ms),
    settle_suggestions_precision_100k: rounded(many.precision, 4),
    settle_suggestions_recall_100k: rounded(many.recall, 4),
    settle_suggestions_ms_100k: Math.round(many.ms),
  });
};
