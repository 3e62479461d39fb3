import { z } from 'zod';
import { momentOf } from '#domain/tracing/crossing-moment.ts';
import { declaredToTraceTerms, personToTraceTerms } from '#domain/tracing/match-case.ts';
import { unitScope } from '../../store/store.ts';
import type { IndexedCrossing, LogRange } from '../../store/tracing.ts';
import type { HashTerm } from '../search-terms.ts';
import type { ServicePorts } from '../service-ports.ts';
import {
  listAbout,
  openStored,
  personKeyOf,
  readPeople,
  type PersonAtHand,
} from './read-people.ts';
import { hashTraceTerm } from './trace-terms.ts';

export type IndexPorts = Pick<ServicePorts, 'store' | 'openFrame'> & {
  readonly hashTerm: HashTerm;
};

const linesAtOnce = 100;
/** A first line with more is read all the same. */
const entriesAtOnce = 400;

const acceptedSchema = z.object({
  logId: z.string(),
  from: z.int(),
  through: z.int(),
}) satisfies z.ZodType<LogRange>;

type Found = { readonly crossing: IndexedCrossing; readonly terms: readonly string[] };

/**
 * Reads on in the units' feeds and puts the crossings that came, or of which something was said, where tracing
 * finds them. A feed is written with its entries in one transaction, so that none is missed; how far it was
 * read, with what was found.
 * @returns feed lines that were read
 */
export const indexCrossings = async (ports: IndexPorts): Promise<number> => {
  let lines = 0;
  for (const feed of await ports.store.listUnreadForTracing()) {
    lines += await readOn(ports, feed);
  }
  return lines;
};

/** Lines of all feeds that were not read yet. */
export const countUnread = async ({ store }: Pick<IndexPorts, 'store'>): Promise<number> => {
  const unread = await store.listUnreadForTracing();
  return unread.reduce((sum, { seq, head }) => sum + head - seq, 0);
};

const readOn = async (
  ports: IndexPorts,
  { unitId, seq, head }: { readonly unitId: string; readonly seq: number; readonly head: number },
): Promise<number> => {
  const { store } = ports;
  const page = { audience: unitId, after: seq, through: head, limit: linesAtOnce };
  const lines = await store.readFeed({ scope: unitScope(unitId), ...page });
  const ranges: LogRange[] = [];
  let entries = 0;
  let through = lines.length < linesAtOnce ? head : (lines.at(-1)?.seq ?? head);
  for (const { kind, body, seq: at } of lines) {
    if (kind !== 'entries.accepted') continue;
    const range = acceptedSchema.parse(body);
    entries += range.through - range.from + 1;
    if (ranges.length > 0 && entries > entriesAtOnce) {
      through = at - 1;
      break;
    }
    ranges.push(range);
  }
  const subjects = await store.listSubjectsIn(unitId, ranges);
  const found = await findAgain(ports, unitId, subjects);
  const recordIds = [...found.keys()];
  const there = [...found.values()].filter((one) => one !== null);
  await store.transact(async (tx) => {
    if (!(await tx.readOnForTracing({ unitId, from: seq, through }))) return;
    await tx.putTraced(unitId, recordIds, there);
  });
  return through - seq;
};

/** The crossings behind subjects, by record; null: it was taken back, or its crossing is not here. */
const findAgain = async (
  ports: IndexPorts,
  unitId: string,
  subjectIds: readonly string[],
): Promise<Map<string, Found | null>> => {
  const known = await ports.store.listTracedOf(unitId, subjectIds);
  const about = await listAbout(ports, unitId, [...subjectIds, ...known]);
  const keys = [...about].flatMap(([recordId, stored]) => {
    const [recorded] = stored
      .filter(({ kind }) => kind === 'crossing.recorded')
      .flatMap(({ frame }) => openStored(ports, frame));
    if (recorded?.kind !== 'crossing.recorded') return [];
    return [{ unitId, recordId, declarationId: recorded.data.declarationId }];
  });
  const people = await readPeople(ports, keys);
  const found = new Map<string, Found | null>(known.map((recordId) => [recordId, null]));
  for (const key of keys) {
    const person = people.get(personKeyOf(key));
    found.set(key.recordId, person === undefined ? null : toFound(ports, key, person));
  }
  return found;
};

const toFound = (
  { hashTerm }: IndexPorts,
  key: Pick<IndexedCrossing, 'unitId' | 'recordId' | 'declarationId'>,
  { declaration, crossing, recorded, isVoid, logId }: PersonAtHand,
): Found | null => {
  if (crossing === null || recorded === null || isVoid) return null;
  const declared = declaration?.data ?? null;
  const isPaper = declared?.channel === 'paper';
  const hash = (term: string): string => hashTraceTerm(hashTerm, term);
  const plate = declared?.['move.plate'];
  const [vehicle = null] = plate === undefined ? [] : personToTraceTerms({ plate }).map(hash);
  return {
    crossing: {
      ...key,
      ...momentOf(recorded.time, isPaper ? Date.parse(declared.declaredAt) : null),
      person: declared === null ? null : personOf(declared, hash),
      vehicle,
      partyId: crossing.data.partyId ?? null,
      laneId: isPaper ? null : logId,
    },
    terms: declared === null ? [] : declaredToTraceTerms(declared).map(hash),
  };
};

/** By what one person's crossings are known from others': the document, else name and birth date. */
const personOf = (
  { docNumber, fullName, dob }: { docNumber?: string | undefined; fullName: string; dob: string },
  hash: (term: string) => string,
): string | null => {
  const by = docNumber === undefined ? { fullName, dob } : { number: docNumber };
  return personToTraceTerms(by).map(hash)[0] ?? null;
};
