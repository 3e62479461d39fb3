import type { Crossing } from '../declaration/crossing.ts';
import type { Declaration } from '../declaration/declaration.ts';
import { dayMs } from './server-rules.ts';

/**
 * What is kept of a crossing when its person is forgotten: one question at a time, never two together. Whole
 * rows of answers would be the person again, without the name. What says something of a person's health is
 * counted by the day, the rest by the hour.
 */
export const periodByQuestion = {
  standing: 'hour',
  direction: 'hour',
  vehicle: 'hour',
  channel: 'hour',
  verdict: 'day',
  symptom: 'day',
  age: 'day',
} as const;

export type StatisticQuestion = keyof typeof periodByQuestion;

/** One more crossing in one cell. */
export type StatisticCell = {
  readonly unitId: string;
  /** When its hour or day begins, Unix milliseconds. */
  readonly fromMs: number;
  readonly question: StatisticQuestion;
  readonly answer: string;
};

/** As much of a record as is counted. */
export type CountableRecord = {
  readonly unitId: string;
  readonly crossing: { readonly data: Crossing; readonly voiding: unknown };
  readonly declaration: { readonly data: Declaration } | null;
};

const hourMs = 3_600_000;
/** Vietnam keeps UTC+7 all year. */
const localOffsetMs = 7 * hourMs;

const fromOf = (question: StatisticQuestion, atMs: number): number =>
  periodByQuestion[question] === 'hour'
    ? Math.floor(atMs / hourMs) * hourMs
    : Math.floor((atMs + localOffsetMs) / dayMs) * dayMs - localOffsetMs;

/**
 * The cells that a record is counted in. Every record is in `standing` once; one that was voided is in no other.
 * @param atMs when it was, Unix milliseconds
 */
export const recordToCells = (
  { unitId, crossing, declaration }: CountableRecord,
  atMs: number,
): StatisticCell[] => {
  const said = declaration?.data;
  const answers = {
    direction: said?.['move.direction'],
    vehicle: said?.['move.vehicleType'],
    channel: said?.channel,
    verdict: crossing.data['check.verdict'],
    symptom: said && (said['epi.anySymptom'] ? 'yes' : 'no'),
    age: said && ageBand(said.dob, atMs),
  } satisfies Partial<Record<StatisticQuestion, string | undefined>>;
  const isVoided = crossing.voiding !== null;
  const told: [StatisticQuestion, string | undefined][] = isVoided
    ? [['standing', 'voided']]
    : [['standing', 'counted'], ...(Object.entries(answers) as [StatisticQuestion, string][])];
  return told.map(([question, answer]) => ({
    unitId,
    fromMs: fromOf(question, atMs),
    question,
    answer: answer ?? 'unknown',
  }));
};

/** Somebody whose record could not be read any more is counted all the same. */
export const unreadableToCells = (unitId: string, atMs: number): StatisticCell[] => [
  { unitId, fromMs: fromOf('standing', atMs), question: 'standing', answer: 'unreadable' },
];

/** First ages of the bands that health statistics of Vietnam use for schools, work and old age. */
const bands = [0, 6, 18, 40, 60] as const;

const ageBand = (dob: string, atMs: number): string => {
  const age = new Date(atMs + localOffsetMs).getUTCFullYear() - Number(dob.slice(0, 4));
  const index = bands.findLastIndex((first) => age >= first);
  if (index < 0 || age > 130) return 'unknown';
  const next = bands[index + 1];
  return next === undefined ? `${bands[index]}+` : `${bands[index]}-${next - 1}`;
};

/** Whoever may be a case: kept longer, see `serverRules`. */
export const isReferred = ({ crossing, declaration }: CountableRecord): boolean =>
  crossing.voiding === null &&
  (crossing.data['check.verdict'] !== 'pass' ||
    declaration?.data['epi.anySymptom'] === true ||
    declaration?.data['epi.contactCase'] === true);

/** Below this a number is not told: it could be somebody whom one knows. */
const leastTold = 5;

export type ToldCell = StatisticCell & {
  /** Null: fewer than `leastTold`, or it would give away one that is. */
  readonly crossings: number | null;
};

/** What may be told of the answers to one question in one period. A single small one takes the next with it. */
export const hideSmallCells = (
  cells: readonly (StatisticCell & { readonly crossings: number })[],
): ToldCell[] => {
  const rising = cells.toSorted((one, other) => one.crossings - other.crossings);
  const small = rising.filter(({ crossings }) => crossings < leastTold).length;
  const hidden = new Set(rising.slice(0, small === 1 ? 2 : small));
  return cells.map((cell) => (hidden.has(cell) ? { ...cell, crossings: null } : cell));
};
