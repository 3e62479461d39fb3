import { expect, it } from 'vitest';
import { measureSuggestions } from '../support/measure-suggestions.ts';

it('[SETTLE-2] what is called certain is, and what was kept twice is told (seed 20210906)', () => {
  const { records, keptTwice, precision, recall } = measureSuggestions(20_210_906, 5_000);
  expect(records).toBeGreaterThanOrEqual(5_000);
  expect(keptTwice).toBeGreaterThan(200);
  expect(precision).toBeGreaterThanOrEqual(0.99);
  expect(recall).toBeGreaterThanOrEqual(0.97);
});
