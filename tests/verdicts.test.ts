import { expect, it } from 'vitest';
import { verdictTable } from './support/verdict-table.ts';

it('[RULE-7] the decision table in the docs is what the built-in rules say', async () => {
  await expect(verdictTable()).toMatchFileSnapshot('../docs/VERDICTS.md');
});
