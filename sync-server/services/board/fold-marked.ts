import { countedHourOf, type Counted } from '#domain/board/counted.ts';
import type { Crossing } from '#domain/declaration/crossing.ts';
import type { Entry, EntryOf } from '#domain/log/entry.ts';
import { parseEntry } from '#domain/log/entry-codec.ts';
import { foldSubject, type MergedSubject } from '#domain/merge/fold-subject.ts';
import { entryToSubjectKind, type SubjectEntry } from '#domain/merge/subject-entry.ts';
import type { StoredEntry, StoreTransactor } from '../../store/store.ts';
import type { ServicePorts } from '../service-ports.ts';

const atOnce = 200;
/** Seldom does a declaration come so much later than its crossing. */
const lookAgainMs = 600_000;
const givenUpAfterMs = 7 * 86_400_000;

type Opened = { readonly entry: Entry; readonly stored: StoredEntry };
type OfUnit = {
  readonly tx: StoreTransactor;
  readonly unitId: string;
  readonly openFrame: ServicePorts['openFrame'];
  readonly nowMs: number;
};

/**
 * Folds what was said of records and declarations since they were counted, as every tablet does, and counts
 * them anew: each in the transaction that takes its mark away. @returns how many marks there were
 */
export const foldMarked = async ({
  store,
  openFrame,
  clock,
}: Pick<ServicePorts, 'store' | 'openFrame' | 'clock'>): Promise<number> => {
  const nowMs = clock();
  const marks = await store.listTallyMarks(nowMs, atOnce);
  for (const [unitId, ofUnit] of Map.groupBy(marks, (mark) => mark.unitId)) {
    await store.transact(async (tx) => {
      const subjectIds = ofUnit.map(({ subjectId }) => subjectId);
      const taken = await tx.takeTallyMarks(unitId, subjectIds);
      await foldSubjects({ tx, unitId, openFrame, nowMs }, taken);
    });
  }
  return marks.length;
};

const foldSubjects = async (unit: OfUnit, subjectIds: readonly string[]): Promise<void> => {
  const bySubject = Map.groupBy(await openAbout(unit, subjectIds), ({ entry }) => entry.subjectId);
  const crossings = [...bySubject.values()].flatMap((about) => recordedAs(about, 'crossing'));
  const channelById = await readChannels(
    unit,
    crossings.map(({ entry }) => entry.data.declarationId),
  );
  for (const about of bySubject.values()) {
    const said = about.map(({ entry }) => entry);
    const [declaration] = recordedAs(about, 'declaration');
    if (declaration !== undefined) {
      const { merged } = foldSubject(declaration.entry, saidOf(said, 'declaration'));
      await noteConflict(unit, declaration, merged);
    }
    const [crossing] = recordedAs(about, 'crossing');
    if (crossing === undefined) continue;
    const { merged } = foldSubject(crossing.entry, saidOf(said, 'crossing'));
    await noteConflict(unit, crossing, merged);
    const channel = channelById.get(crossing.entry.data.declarationId) ?? null;
    await countCrossing(unit, crossing.entry, merged, channel);
  }
};

const noteConflict = (
  { tx, unitId }: OfUnit,
  { entry, stored }: Opened,
  { conflicts }: Pick<MergedSubject<unknown>, 'conflicts'>,
): Promise<void> =>
  tx.noteConflict(
    { unitId, subjectId: entry.subjectId },
    conflicts.length > 0 ? stored.logId : null,
  );

const countCrossing = async (
  { tx, unitId, nowMs }: OfUnit,
  { subjectId, time }: EntryOf<'crossing.recorded'>,
  { data, voiding }: MergedSubject<Crossing>,
  channel: Counted['channel'],
): Promise<void> => {
  const hour = countedHourOf(time);
  const counted: Counted = { hourMs: hour, verdict: data['check.verdict'], channel };
  await tx.recount(unitId, subjectId, voiding === null ? counted : null);
  if (channel !== null || nowMs - hour > givenUpAfterMs) return;
  await tx.markForTally({ unitId, subjectId }, nowMs + lookAgainMs);
};

const readChannels = async (
  unit: OfUnit,
  declarationIds: readonly string[],
): Promise<Map<string, Counted['channel']>> => {
  const opened = await openAbout(unit, declarationIds);
  return new Map(
    opened.flatMap(({ entry }) =>
      entry.kind === 'declaration.recorded' ? [[entry.subjectId, entry.data.channel]] : [],
    ),
  );
};

const openAbout = async (
  { tx, unitId, openFrame }: OfUnit,
  subjectIds: readonly string[],
): Promise<Opened[]> => {
  const stored = await tx.listAbout(unitId, subjectIds);
  return stored.flatMap((one) => {
    if (one.status !== 'applied' || one.frame.length === 0) return [];
    const opened = openFrame(one.frame);
    const entry = opened.ok ? parseEntry(opened.value) : opened;
    return entry.ok && entry.value.unitId === unitId ? [{ entry: entry.value, stored: one }] : [];
  });
};

/** A subject is recorded once. Should a foreign client do it again, the lesser entry id stands. */
const recordedAs = <Kind extends 'crossing' | 'declaration'>(
  about: readonly Opened[],
  kind: Kind,
): { readonly entry: EntryOf<`${Kind}.recorded`>; readonly stored: StoredEntry }[] =>
  about
    .flatMap(({ entry, stored }) =>
      entry.kind === `${kind}.recorded`
        ? [{ entry: entry as EntryOf<`${Kind}.recorded`>, stored }]
        : [],
    )
    .toSorted((one, other) => (one.entry.entryId < other.entry.entryId ? -1 : 1));

const saidOf = (said: readonly Entry[], kind: 'crossing' | 'declaration'): SubjectEntry[] =>
  said.flatMap((entry) => {
    const about = entryToSubjectKind(entry);
    return about?.[0] === kind ? [about[1]] : [];
  });
