import type { Entry } from '#domain/log/entry.ts';
import { parseEntry } from '#domain/log/entry-codec.ts';
import { correctedMs } from '#domain/matching/kin.ts';
import { foldSubject } from '#domain/merge/fold-subject.ts';
import { entryToSubjectKind } from '#domain/merge/subject-entry.ts';
import type { ServicePorts } from '../service-ports.ts';
import type { ExportedRecord } from './export-columns.ts';

const recordsAtOnce = 100;

type Shift = { readonly unitId: string; readonly shiftId: string };
type Ports = Pick<ServicePorts, 'store' | 'openFrame'>;

/** Records of a shift as what holds now says, some at a time: however many there are, few are in memory. */
export const readShiftRecords = async function* (
  ports: Ports,
  shift: Shift,
): AsyncGenerator<ExportedRecord, void, void> {
  let after = '';
  for (;;) {
    const recordIds = await ports.store.listShiftRecords(shift, after, recordsAtOnce);
    if (recordIds.length === 0) return;
    yield* await readSome(ports, shift.unitId, recordIds);
    after = recordIds.at(-1) ?? '';
  }
};

const readSome = async (
  ports: Ports,
  unitId: string,
  recordIds: readonly string[],
): Promise<ExportedRecord[]> => {
  const crossingsById = await openAbout(ports, unitId, recordIds);
  const crossings = [...crossingsById.values()].flatMap((about) => firstOf(about, 'crossing'));
  const declarationIds = crossings.map(({ data }) => data.declarationId);
  const declarationsById = await openAbout(ports, unitId, declarationIds);
  return crossings
    .toSorted((one, other) => (one.subjectId < other.subjectId ? -1 : 1))
    .map((recorded): ExportedRecord => {
      const { subjectId: recordId, officer, time } = recorded;
      const about = crossingsById.get(recordId) ?? [];
      const crossing = foldSubject(recorded, saidOf(about, 'crossing')).merged;
      const ofDeclaration = declarationsById.get(recorded.data.declarationId) ?? [];
      const [declared] = firstOf(ofDeclaration, 'declaration');
      const declaration =
        declared && foldSubject(declared, saidOf(ofDeclaration, 'declaration')).merged;
      return {
        recordId,
        officer,
        atMs: correctedMs(time),
        isVoid: crossing.voiding !== null || (declaration?.voiding ?? null) !== null,
        data: { ...declaration?.data, ...crossing.data },
      };
    });
};

const openAbout = async (
  { store, openFrame }: Ports,
  unitId: string,
  subjectIds: readonly string[],
): Promise<Map<string, Entry[]>> => {
  const stored = await store.listAbout(unitId, [...new Set(subjectIds)]);
  const entries = stored.flatMap(({ status, frame }) => {
    if (status !== 'applied' || frame.length === 0) return [];
    const opened = openFrame(frame);
    const entry = opened.ok ? parseEntry(opened.value) : opened;
    return entry.ok && entry.value.unitId === unitId ? [entry.value] : [];
  });
  return Map.groupBy(entries, ({ subjectId }) => subjectId);
};

type RecordedAs<Kind extends 'crossing' | 'declaration'> = Extract<
  Entry,
  { kind: `${Kind}.recorded` }
>;

/** A subject is recorded once. Should a foreign client do it again, the lesser entry id stands. */
const firstOf = <Kind extends 'crossing' | 'declaration'>(
  about: readonly Entry[],
  kind: Kind,
): RecordedAs<Kind>[] =>
  about
    .filter((entry): entry is RecordedAs<Kind> => entry.kind === `${kind}.recorded`)
    .toSorted((one, other) => (one.entryId < other.entryId ? -1 : 1))
    .slice(0, 1);

const saidOf = (about: readonly Entry[], kind: 'crossing' | 'declaration') =>
  about.flatMap((entry) => {
    const said = entryToSubjectKind(entry);
    return said?.[0] === kind ? [said[1]] : [];
  });
