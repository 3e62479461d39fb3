import type { Declaration } from './declaration.ts';
import type { FieldInput, FieldKey } from './form.ts';

/** What one sheet after another is likely to say alike. */
const alike = {
  'ack.how': ({ ack }: Declaration): string => ack.how,
  docType: ({ docType }: Declaration): string => docType,
  'move.vehicleType': (declaration: Declaration): string => declaration['move.vehicleType'],
  'move.purpose': (declaration: Declaration): string => declaration['move.purpose'],
} as const satisfies Partial<Record<FieldKey, (declaration: Declaration) => string>>;
type AlikeKey = keyof typeof alike;
const keys = Object.keys(alike) as AlikeKey[];

/** Of such fields how often each answer was given, the one given last at the end. */
export type UsualAnswers = Readonly<Record<AlikeKey, ReadonlyMap<string, number>>>;

const each = (of: (key: AlikeKey) => ReadonlyMap<string, number>): UsualAnswers =>
  Object.fromEntries(keys.map((key) => [key, of(key)])) as UsualAnswers;

const join = (
  before: ReadonlyMap<string, number>,
  since: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> => {
  const counts = new Map(before);
  for (const [answer, count] of since) {
    counts.delete(answer);
    counts.set(answer, (before.get(answer) ?? 0) + count);
  }
  return counts;
};

export const noUsualAnswers: UsualAnswers = each(() => new Map());

export const usualOf = (declaration: Declaration): UsualAnswers =>
  each((key) => new Map([[alike[key](declaration), 1]]));

/** What was usual before and since. */
export const joinUsual = (before: UsualAnswers, since: UsualAnswers): UsualAnswers =>
  each((key) => join(before[key], since[key]));

/** The most frequent answer of each such field; of equally frequent ones the one given last. */
export const mostUsual = (usual: UsualAnswers): [FieldKey, FieldInput][] =>
  keys.flatMap((key) => {
    const most = Math.max(...usual[key].values());
    const [answer] = [...usual[key]].findLast(([, count]) => count === most) ?? [];
    return answer === undefined ? [] : [[key, answer] as [FieldKey, FieldInput]];
  });
