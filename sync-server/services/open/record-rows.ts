import { visibleTo } from '#domain/officer/visible-fields.ts';
import type { OpenRecord } from '#protocol/open-data.ts';
import type { Span } from '../../store/crossing-facts.ts';
import type { LiveEntry } from '../../store/retention.ts';
import { readCrossings, type CrossingAtHand } from '../retention/plan-forgetting.ts';
import type { ServicePorts } from '../service-ports.ts';
import type { RowBatch } from './row-batch.ts';

const crossingsAtOnce = 50;

/** Roles that are told of people. */
type Reader = 'health-desk' | 'tracer';

/** Crossings with their people, by when they were received. */
export async function* recordRows(
  ports: Pick<ServicePorts, 'store' | 'openFrame'>,
  { fromMs, untilMs }: Span,
  after: readonly unknown[] | null,
  role: Reader,
): AsyncGenerator<RowBatch<OpenRecord>> {
  let last = placeOf(after);
  for (;;) {
    const page = await ports.store.listLive({
      kind: 'crossing.recorded',
      statuses: ['applied'],
      receivedFrom: fromMs,
      receivedThrough: untilMs - 1,
      after: last,
      limit: crossingsAtOnce,
    });
    last = page.at(-1) ?? null;
    if (last === null) return;
    const { receivedAtMs, unitId, logId, position } = last;
    const read = await readCrossings(ports, page);
    const key = [receivedAtMs, unitId, logId, position];
    yield { rows: read.flatMap((one) => toRow(one, role)), key };
    if (page.length < crossingsAtOnce) return;
  }
}

/** Only its place is ever looked at. */
const placeOf = (after: readonly unknown[] | null): LiveEntry | null => {
  const [receivedAtMs, unitId, logId, position] = after ?? [];
  if (typeof receivedAtMs !== 'number' || typeof position !== 'number') return null;
  return {
    receivedAtMs,
    unitId: String(unitId),
    logId: String(logId),
    position,
    entryId: '',
    hash: '',
    kind: null,
    subjectId: null,
    shiftId: null,
    status: 'applied',
    reason: null,
  };
};

const toRow = ({ crossing, record, atMs }: CrossingAtHand, role: Reader): OpenRecord[] => {
  if (record === null) return [];
  const said = record.declaration === null ? {} : visibleTo(role, record.declaration.data);
  const seen = visibleTo(role, record.crossing.data);
  return [
    {
      unitId: crossing.unitId,
      recordId: record.recordId,
      at: new Date(atMs).toISOString(),
      isVoid: record.crossing.voiding !== null,
      fullName: said.fullName ?? null,
      dob: said.dob ?? null,
      sex: said.sex ?? null,
      docNumber: said.docNumber ?? null,
      phone: said.phone ?? null,
      plate: said['move.plate'] ?? null,
      direction: said['move.direction'] ?? null,
      verdict: seen['check.verdict'] ?? null,
      anySymptom: said['epi.anySymptom'] ?? null,
      contactCase: said['epi.contactCase'] ?? null,
      temperature: seen['check.temperature'] ?? null,
    },
  ];
};
