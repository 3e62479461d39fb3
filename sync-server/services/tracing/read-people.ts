import { setImmediate as breathe } from 'node:timers/promises';
import type { Entry } from '#domain/log/entry.ts';
import { parseEntry } from '#domain/log/entry-codec.ts';
import type { StoredEntry } from '../../store/store.ts';
import { foldPerson, type FoldedPerson } from '../fold-person.ts';
import type { ServicePorts } from '../service-ports.ts';

type PersonKey = {
  readonly unitId: string;
  readonly recordId: string;
  readonly declarationId: string;
};

export type PersonAtHand = FoldedPerson & {
  /** The log that brought the crossing; null: it is not held. */
  readonly logId: string | null;
};

/** SQLite takes 32,766 values a statement. */
const subjectsAtOnce = 500;
/** Entries opened before other requests get their turn. */
const atOnce = 100;

export const personKeyOf = ({ unitId, recordId }: Omit<PersonKey, 'declarationId'>): string =>
  `${unitId} ${recordId}`;

/** Opens what is held of these people, unit by unit, and folds it. By `personKeyOf`. */
export const readPeople = async (
  ports: Pick<ServicePorts, 'store' | 'openFrame'>,
  keys: readonly PersonKey[],
): Promise<Map<string, PersonAtHand>> => {
  const people = new Map<string, PersonAtHand>();
  let opened = 0;
  const open = async ({ frame }: StoredEntry): Promise<Entry[]> => {
    opened += 1;
    if (opened % atOnce === 0) await breathe();
    return openStored(ports, frame);
  };
  for (const [unitId, own] of Map.groupBy(keys, (key) => key.unitId)) {
    const about = await listAbout(
      ports,
      unitId,
      own.flatMap(({ recordId, declarationId }) => [recordId, declarationId]),
    );
    for (const key of own) {
      const stored = [...(about.get(key.recordId) ?? []), ...(about.get(key.declarationId) ?? [])];
      const entries: Entry[] = [];
      for (const one of stored) entries.push(...(await open(one)));
      const folded = foldPerson(entries);
      const from = stored.find(({ entryId }) => entryId === folded.recorded?.entryId);
      people.set(personKeyOf(key), { ...folded, logId: from?.logId ?? null });
    }
  }
  return people;
};

/** What was applied and is still there, by what it is about. */
export const listAbout = async (
  { store }: Pick<ServicePorts, 'store'>,
  unitId: string,
  subjectIds: readonly string[],
): Promise<Map<string, StoredEntry[]>> => {
  const ids = [...new Set(subjectIds)];
  const stored: StoredEntry[] = [];
  for (let from = 0; from < ids.length; from += subjectsAtOnce) {
    stored.push(...(await store.listAbout(unitId, ids.slice(from, from + subjectsAtOnce))));
  }
  const live = stored.filter(({ status, frame }) => status === 'applied' && frame.length > 0);
  return Map.groupBy(live, ({ subjectId }) => subjectId ?? '');
};

export const openStored = (
  { openFrame }: Pick<ServicePorts, 'openFrame'>,
  frame: Uint8Array,
): Entry[] => {
  const plain = openFrame(frame);
  const entry = plain.ok ? parseEntry(plain.value) : plain;
  return entry.ok ? [entry.value] : [];
};
