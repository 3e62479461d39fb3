import {
  hideSmallCells,
  periodByQuestion,
  type StatisticCell,
  type StatisticQuestion,
} from '#domain/retention/crossing-statistics.ts';
import type { OpenStatistic } from '#protocol/open-data.ts';
import type { Span } from '../../store/crossing-facts.ts';
import type { ServicePorts } from '../service-ports.ts';
import type { RowBatch } from './row-batch.ts';

const dayMs = 86_400_000;
const questions = Object.keys(periodByQuestion) as StatisticQuestion[];

type Counted = StatisticCell & { readonly crossings: number };

/**
 * Counts of what is held and of what was forgotten, one question and one day at a time: no more than that is
 * ever in memory.
 * @param span begins and ends with a day of Vietnam
 */
export async function* statisticRows(
  { store }: Pick<ServicePorts, 'store'>,
  { fromMs, untilMs }: Span,
  after: readonly unknown[] | null,
): AsyncGenerator<RowBatch<OpenStatistic>> {
  const [doneDay = null, doneQuestion = null, doneUnit = ''] = after ?? [];
  for (let dayAtMs = fromMs; dayAtMs < untilMs; dayAtMs += dayMs) {
    if (typeof doneDay === 'number' && dayAtMs < doneDay) continue;
    const day = { fromMs: dayAtMs, untilMs: dayAtMs + dayMs };
    const forgotten = await store.listStatistics(day);
    for (const [index, question] of questions.entries()) {
      const isAgain = dayAtMs === doneDay;
      if (isAgain && index < questions.indexOf(doneQuestion as StatisticQuestion)) continue;
      const live = await store.countAnswers(day, question);
      const cells = addUp([
        ...live.map((cell) => ({
          ...cell,
          question,
          fromMs: periodOf(question, cell.fromMs, dayAtMs),
        })),
        ...forgotten.filter((cell) => cell.question === question),
      ]);
      for (const [unitId, own] of Map.groupBy(cells, (cell) => cell.unitId)) {
        const isTold = isAgain && question === doneQuestion && unitId <= String(doneUnit);
        if (!isTold) yield { rows: toRows(own), key: [dayAtMs, question, unitId] };
      }
    }
  }
}

const periodOf = (question: StatisticQuestion, hourMs: number, dayAtMs: number): number =>
  periodByQuestion[question] === 'hour' ? hourMs : dayAtMs;

/** By unit, time and answer, rising. */
const addUp = (cells: readonly Counted[]): Counted[] => {
  const byCell = new Map<string, Counted>();
  for (const cell of cells) {
    const key = JSON.stringify([cell.unitId, cell.fromMs, cell.answer]);
    const crossings = (byCell.get(key)?.crossings ?? 0) + cell.crossings;
    byCell.set(key, { ...cell, crossings });
  }
  return [...byCell.values()].toSorted(
    (one, other) =>
      order(one.unitId, other.unitId) ||
      one.fromMs - other.fromMs ||
      order(one.answer, other.answer),
  );
};

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const toRows = (cells: readonly Counted[]): OpenStatistic[] =>
  [...Map.groupBy(cells, ({ fromMs }) => fromMs).values()]
    .flatMap(hideSmallCells)
    .map(({ unitId, fromMs, question, answer, crossings }) => ({
      unitId,
      from: new Date(fromMs).toISOString(),
      question,
      answer,
      crossings,
    }));
