import { correctedMs } from '#domain/matching/kin.ts';
import { foldSubject } from '#domain/merge/fold-subject.ts';
import type { ExportedRecord } from './export-columns.ts';
import { firstOf, openAbout, saidOf, type OpenPorts } from './open-about.ts';
import { readFirstSeen } from './read-first-seen.ts';
import { recordPages, type ExportedShift } from './record-pages.ts';

/** Records of a shift as what holds now says, in the order of their ids. */
export const readShiftRecords = async function* (
  ports: OpenPorts,
  shift: ExportedShift,
): AsyncGenerator<ExportedRecord, void, void> {
  const firstById = await readFirstSeen(ports, shift);
  for await (const recordIds of recordPages(ports.store, shift)) {
    yield* await readSome(ports, shift.unitId, recordIds, firstById);
  }
};

const readSome = async (
  ports: OpenPorts,
  unitId: string,
  recordIds: readonly string[],
  firstById: ReadonlyMap<string, string>,
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
      const first = firstById.get(recordId) ?? recordId;
      return {
        recordId,
        officer,
        atMs: correctedMs(time),
        isVoid: crossing.voiding !== null,
        seenAgainOf: first === recordId ? null : first,
        data: { ...declaration?.data, ...crossing.data },
      };
    });
};
