import { setImmediate as breathe } from 'node:timers/promises';
import type { Crossing } from '#domain/declaration/crossing.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { EntryOf, Entry } from '#domain/log/entry.ts';
import { parseEntry } from '#domain/log/entry-codec.ts';
import { correctedMs } from '#domain/matching/kin.ts';
import { foldSubject, type MergedSubject } from '#domain/merge/fold-subject.ts';
import { entryToSubjectKind, type SubjectEntry } from '#domain/merge/subject-entry.ts';
import type { StoredEntry } from '../store/store.ts';
import type { ServicePorts } from './service-ports.ts';

export type FoundRecord = {
  readonly recordId: string;
  readonly unitId: string;
  /** Unix milliseconds, by the server's clock where the tablet knew it. */
  readonly atMs: number;
  readonly declaration: MergedSubject<Declaration>;
  readonly crossing: MergedSubject<Crossing>;
};

/** What any entry wrote into a declaration, perhaps only some of it. */
export type WrittenFields = Readonly<Record<string, unknown>>;

/** Entries opened before other requests get their turn. */
const atOnce = 200;

type Opener = (stored: StoredEntry) => Promise<Entry | null>;

/**
 * The records of a unit into whose declaration some entry wrote what is sought, folded as every tablet
 * folds them, but not linked to each other: that would need all of them. What a record shows of a field
 * was written by one entry, so none is missed; whether it still holds, the caller looks at.
 */
export const findRecords = async (
  { openFrame }: Pick<ServicePorts, 'openFrame'>,
  stored: readonly StoredEntry[],
  isSought: (written: WrittenFields) => boolean,
): Promise<FoundRecord[]> => {
  const open = openerOf({ openFrame });
  const sought = new Set<string>();
  const written = stored.filter(({ kind }) => kind === 'conflict.settled' || isOfDeclaration(kind));
  for (const one of written) {
    const entry = await open(one);
    if (entry !== null && isSought(fieldsOf(entry))) sought.add(entry.subjectId);
  }
  if (sought.size === 0) return [];
  const crossings = await openCrossings(open, stored, sought);
  const subjects = new Set([...sought, ...crossings.map(({ subjectId }) => subjectId)]);
  const declarations = new Map<string, EntryOf<'declaration.recorded'>>();
  const later = new Map<string, SubjectEntry[]>();
  for (const one of stored) {
    if (one.kind === 'crossing.recorded' || !subjects.has(one.subjectId ?? '')) continue;
    const entry = await open(one);
    if (entry?.kind === 'declaration.recorded') keepFirst(declarations, entry);
    const about = entry && entryToSubjectKind(entry);
    if (about) later.set(keyOf(about), [...(later.get(keyOf(about)) ?? []), about[1]]);
  }
  return crossings.flatMap((crossing) => {
    const declaration = declarations.get(crossing.data.declarationId);
    if (declaration === undefined) return [];
    const saidOf = (kind: string, id: string) => later.get(`${kind} ${id}`) ?? [];
    return [
      {
        recordId: crossing.subjectId,
        unitId: crossing.unitId,
        atMs: correctedMs(crossing.time),
        crossing: foldSubject(crossing, saidOf('crossing', crossing.subjectId)).merged,
        declaration: foldSubject(declaration, saidOf('declaration', declaration.subjectId)).merged,
      },
    ];
  });
};

const openerOf = ({ openFrame }: Pick<ServicePorts, 'openFrame'>): Opener => {
  let opened = 0;
  return async ({ frame }) => {
    opened += 1;
    if (opened % atOnce === 0) await breathe();
    const plain = openFrame(frame);
    const entry = plain.ok ? parseEntry(plain.value) : plain;
    return entry.ok ? entry.value : null;
  };
};

const isOfDeclaration = (kind: string | null): boolean => kind?.startsWith('declaration.') ?? false;

const fieldsOf = (entry: Entry): WrittenFields => {
  if (entry.kind === 'declaration.recorded') return entry.data;
  return 'fields' in entry.data ? entry.data.fields : {};
};

const openCrossings = async (
  open: Opener,
  stored: readonly StoredEntry[],
  declarationIds: ReadonlySet<string>,
): Promise<readonly EntryOf<'crossing.recorded'>[]> => {
  const crossings = new Map<string, EntryOf<'crossing.recorded'>>();
  for (const one of stored) {
    if (one.kind !== 'crossing.recorded') continue;
    const entry = await open(one);
    if (entry?.kind !== 'crossing.recorded') continue;
    if (declarationIds.has(entry.data.declarationId)) keepFirst(crossings, entry);
  }
  return [...crossings.values()];
};

/** A subject is recorded once. Should a foreign client do it again, the lesser entry id stands. */
const keepFirst = <One extends { entryId: string; subjectId: string }>(
  bySubject: Map<string, One>,
  entry: One,
): void => {
  const known = bySubject.get(entry.subjectId);
  if (known === undefined || entry.entryId < known.entryId) bySubject.set(entry.subjectId, entry);
};

const keyOf = ([kind, { subjectId }]: readonly [string, SubjectEntry]): string =>
  `${kind} ${subjectId}`;
