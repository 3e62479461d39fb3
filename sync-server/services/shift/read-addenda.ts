import { subjectsOf } from '#domain/merge/subject-entry.ts';
import { findAddenda, type KnownClosing, type PlacedSaying } from '#domain/shift/find-addenda.ts';
import { parseShiftId } from '#domain/shift/shift.ts';
import type { Addendum } from '#domain/shift/shift-statement.ts';
import type { ServicePorts } from '../service-ports.ts';
import { readEarlierClosings } from './read-closings.ts';
import { openEntries, type OpenedEntry } from './read-window.ts';

type Asked = {
  readonly unitId: string;
  readonly shiftId: string;
  readonly material: readonly OpenedEntry[];
  /** Of the shift itself. */
  readonly closings: readonly KnownClosing[];
};

/** What came after a shift was closed, and what came of earlier shifts since it began. */
export const readAddenda = async (
  ports: Pick<ServicePorts, 'store' | 'openFrame'>,
  { unitId, shiftId, material, closings }: Asked,
): Promise<{ addenda: Addendum[]; earlier: Addendum[] }> => {
  const [first] = closings;
  const before = await readEarlierClosings(ports, unitId, shiftId);
  if (first === undefined && before.length === 0) return { addenda: [], earlier: [] };
  const shiftByRecord = await readShifts(ports, unitId, material);
  const nameByLog = await ports.store.listLogNames(unitId);
  const sayings = material.map(({ entry, stored }): PlacedSaying => {
    const { logId, position, receivedAtMs } = stored;
    const ids = entry.kind === 'crossing.recorded' ? [entry.subjectId] : subjectsOf(entry);
    return {
      logId,
      position,
      receivedAtMs,
      entryId: entry.entryId,
      kind: entry.kind,
      officer: entry.officer,
      wallMs: entry.time.wall,
      deviceName: nameByLog.get(logId) ?? '',
      about: ids.flatMap((id) => shiftByRecord.get(id) ?? []),
    };
  });
  // Each is told once: in the report of the shift in which it came.
  const here = sayings.filter(cameWithin(shiftId));
  return {
    addenda: first === undefined ? [] : findAddenda(first, sayings),
    earlier: before.flatMap((closing) => findAddenda(closing, here)),
  };
};

const cameWithin = (shiftId: string) => {
  const { startsAtMs = 0, endsAtMs = 0 } = parseShiftId(shiftId) ?? {};
  return ({ receivedAtMs }: PlacedSaying): boolean =>
    startsAtMs <= receivedAtMs && receivedAtMs < endsAtMs;
};

/** In which record and shift a declaration or a crossing was recorded, by the subject's id. */
const readShifts = async (
  ports: Pick<ServicePorts, 'store' | 'openFrame'>,
  unitId: string,
  material: readonly OpenedEntry[],
): Promise<Map<string, { recordId: string; shiftId: string }>> => {
  const places = new Map<string, { recordId: string; shiftId: string }>();
  const learn = (opened: readonly OpenedEntry[]): void => {
    for (const { entry } of opened) {
      if (entry.kind !== 'crossing.recorded') continue;
      const place = { recordId: entry.subjectId, shiftId: entry.shiftId };
      places.set(entry.subjectId, place);
      places.set(entry.data.declarationId, place);
    }
  };
  learn(material);
  const unknown = [...new Set(material.flatMap(({ entry }) => subjectsOf(entry)))].filter(
    (id) => !places.has(id),
  );
  if (unknown.length === 0) return places;
  const recorded = (await ports.store.listAbout(unitId, unknown)).filter(
    ({ kind, status }) => status === 'applied' && (kind ?? '').endsWith('.recorded'),
  );
  const opened = await openEntries(ports, recorded);
  learn(opened);
  for (const { entry } of opened) {
    if (entry.kind !== 'declaration.recorded' || places.has(entry.subjectId)) continue;
    // Its crossing was made in the same breath, and bears the same shift.
    places.set(entry.subjectId, { recordId: entry.subjectId, shiftId: entry.shiftId });
  }
  return places;
};
