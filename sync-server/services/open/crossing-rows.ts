import { hideRare } from '#domain/open/hide-rare.ts';
import type { OpenCrossing } from '#protocol/open-data.ts';
import type { CrossingFact, Span } from '../../store/crossing-facts.ts';
import type { ServicePorts } from '../service-ports.ts';
import type { RowBatch } from './row-batch.ts';

/** Read in one go: as much as is ever in memory, with one unit's hour. */
const factsAtOnce = 2000;

/** Crossings without whose they were, one unit's hour at a time, so that the rare are seen among their like. */
export async function* crossingRows(
  { store }: Pick<ServicePorts, 'store'>,
  span: Span,
  after: readonly unknown[] | null,
): AsyncGenerator<RowBatch<OpenCrossing>> {
  const [hour, unit] = after ?? [];
  // Behind every record of that unit's hour.
  const last = '\uffff';
  let place =
    typeof hour === 'number' && typeof unit === 'string' && hour >= span.fromMs
      ? { hourMs: hour, unitId: unit, recordId: last }
      : { hourMs: span.fromMs - 1, unitId: last, recordId: last };
  let group: CrossingFact[] = [];
  for (;;) {
    const page = await store.pageFacts(span, place, factsAtOnce);
    for (const fact of page) {
      const [first] = group;
      if (first && (first.hourMs !== fact.hourMs || first.unitId !== fact.unitId)) {
        yield toBatch(group);
        group = [];
      }
      group.push(fact);
    }
    const end = page.at(-1);
    if (end === undefined || page.length < factsAtOnce) break;
    place = { hourMs: end.hourMs, unitId: end.unitId, recordId: end.recordId };
  }
  if (group.length > 0) yield toBatch(group);
}

const toBatch = (group: readonly CrossingFact[]): RowBatch<OpenCrossing> => {
  const [{ hourMs, unitId } = { hourMs: 0, unitId: '' }] = group;
  const counted = group.filter(({ answers }) => answers.standing === 'counted');
  const hour = new Date(hourMs).toISOString();
  const rows = hideRare(
    counted.map(({ answers: { verdict, vehicle, channel, direction } }) => ({
      verdict,
      vehicle,
      channel,
      direction,
    })),
  );
  return {
    rows: rows.map(({ direction, vehicle, channel, verdict }) => ({
      unitId,
      hour,
      direction,
      vehicle,
      channel,
      verdict,
    })),
    key: [hourMs, unitId],
  };
};
