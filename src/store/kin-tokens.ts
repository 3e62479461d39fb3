import type { Crossing } from '#domain/declaration/crossing.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import { kinOf } from '#domain/matching/kin.ts';

/** What a record has in common with others like it, for the index. */
export const kinTokens = (
  crossing: Pick<Crossing, 'codeHash'>,
  declaration: Declaration,
): string[] =>
  Object.entries(kinOf(crossing, declaration)).map(([evidence, value]) => `${evidence} ${value}`);
