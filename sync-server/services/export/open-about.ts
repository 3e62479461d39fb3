import type { Entry } from '#domain/log/entry.ts';
import { parseEntry } from '#domain/log/entry-codec.ts';
import { entryToSubjectKind } from '#domain/merge/subject-entry.ts';
import type { ServicePorts } from '../service-ports.ts';

export type OpenPorts = Pick<ServicePorts, 'store' | 'openFrame'>;

/** All that a unit said of some subjects, by subject. */
export const openAbout = async (
  { store, openFrame }: OpenPorts,
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
export const firstOf = <Kind extends 'crossing' | 'declaration'>(
  about: readonly Entry[],
  kind: Kind,
): RecordedAs<Kind>[] =>
  about
    .filter((entry): entry is RecordedAs<Kind> => entry.kind === `${kind}.recorded`)
    .toSorted((one, other) => (one.entryId < other.entryId ? -1 : 1))
    .slice(0, 1);

export const saidOf = (about: readonly Entry[], kind: 'crossing' | 'declaration') =>
  about.flatMap((entry) => {
    const said = entryToSubjectKind(entry);
    return said?.[0] === kind ? [said[1]] : [];
  });
