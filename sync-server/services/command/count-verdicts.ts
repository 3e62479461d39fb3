import { answersByList } from '#domain/declaration/answers.ts';
import type { VerdictCounts } from '#protocol/command.ts';
import type { VerdictCount } from '../../store/crossing-facts.ts';

/** Adds rows by verdict up to what is told. */
export const countVerdicts = (rows: readonly VerdictCount[]): VerdictCounts => {
  const counts = { all: 0, pass: 0, turn_back: 0, test_on_site: 0, refer_health: 0, hold: 0 };
  for (const { verdict, crossings } of rows) {
    counts.all += crossings;
    const known = answersByList.verdict.find((one) => one === verdict);
    if (known !== undefined) counts[known] += crossings;
  }
  return counts;
};
