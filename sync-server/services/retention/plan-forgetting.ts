import { parseEntry } from '#domain/log/entry-codec.ts';
import type { Entry } from '#domain/log/entry.ts';
import { correctedMs } from '#domain/matching/kin.ts';
import { foldRecords, type MergedRecord } from '#domain/merge/fold-records.ts';
import {
  recordToCells,
  unreadableToCells,
  type StatisticCell,
} from '#domain/retention/crossing-statistics.ts';
import { dayMs, type ForgottenBy } from '#domain/retention/server-rules.ts';
import type { EntryPlace, LiveEntry } from '../../store/retention.ts';
import type { StoredEntry, StoreTransactor } from '../../store/store.ts';
import type { ServicePorts } from '../service-ports.ts';

/** What is to be dropped together, and what is kept of it. */
export type Forgetting = {
  /** Whoever drops this one's bytes counts the cells: so that they are counted once. */
  readonly first: EntryPlace;
  readonly others: readonly EntryPlace[];
  readonly cells: readonly StatisticCell[];
};

type Reading = Pick<ServicePorts, 'store' | 'openFrame'>;

/** A crossing with all that was said of it, and what its person declared. */
export type CrossingAtHand = {
  readonly crossing: LiveEntry;
  readonly forgetting: Forgetting;
  /** Null: it cannot be read. */
  readonly record: MergedRecord | null;
  /** What the person declared, with all that was said of it; empty: unknown, or forgotten. */
  readonly declared: readonly StoredEntry[];
  /** When it was, Unix milliseconds by the server's clock where the tablet knew it. */
  readonly atMs: number;
};

/** Reads what hangs together with crossings. What they declared stays, because another crossing may use it. */
export const readCrossings = async (
  { store, openFrame }: Reading,
  crossings: readonly LiveEntry[],
): Promise<CrossingAtHand[]> => {
  const read: CrossingAtHand[] = [];
  for (const [unitId, ofUnit] of Map.groupBy(crossings, (crossing) => crossing.unitId)) {
    const recordIds = ofUnit.map(({ subjectId }) => subjectId ?? '');
    const about = Map.groupBy(await store.listAbout(unitId, recordIds), bySubject);
    const counted = new Map(
      (await store.findRecords(unitId, recordIds)).map((place) => [place.recordId, place]),
    );
    const own = ofUnit.map((crossing) => {
      const stored = about.get(crossing.subjectId ?? '') ?? [];
      const entries = readAll(stored, openFrame);
      const recorded = entries.find(({ entryId }) => entryId === crossing.entryId);
      const declarationId =
        recorded?.kind === 'crossing.recorded' ? recorded.data.declarationId : null;
      return { crossing, stored, entries, recorded, declarationId };
    });
    const declarationIds = own.flatMap(({ declarationId }) => declarationId ?? []);
    const declarations = Map.groupBy(await store.listAbout(unitId, declarationIds), bySubject);
    for (const { crossing, stored, entries, recorded, declarationId } of own) {
      const declared = declarations.get(declarationId ?? '') ?? [];
      const { records } = foldRecords([...entries, ...readAll(declared, openFrame)]);
      const record = records.find(({ recordId }) => recordId === crossing.subjectId) ?? null;
      const saidMs = recorded === undefined ? crossing.receivedAtMs : correctedMs(recorded.time);
      const place = counted.get(crossing.subjectId ?? '') ?? null;
      const forgetting = toForgetting(crossing, stored, place, (entry) =>
        toCells(entry, record, saidMs),
      );
      const atMs = likelyMs(saidMs, crossing.receivedAtMs);
      read.push({ crossing, forgetting, record, declared, atMs });
    }
  }
  return read;
};

const bySubject = ({ subjectId }: StoredEntry): string => subjectId ?? '';

const toForgetting = (
  crossing: LiveEntry,
  stored: readonly StoredEntry[],
  counted: EntryPlace | null,
  count: (entry: StoredEntry) => StatisticCell[],
): Forgetting => {
  const live = stored.filter(({ frame }) => frame.length > 0);
  const first = live.find((entry) => counted !== null && isSamePlace(entry, counted));
  return {
    first: first ?? crossing,
    others: live.filter((entry) => !isSamePlace(entry, first ?? crossing)),
    cells: first ? count(first) : [],
  };
};

/** Entries that no crossing takes with it; a declaration goes with all that was said of it. */
export const readOthers = async (
  { store }: Pick<Reading, 'store'>,
  entries: readonly LiveEntry[],
): Promise<Forgetting[]> => {
  const plans: Forgetting[] = [];
  for (const [unitId, ofUnit] of Map.groupBy(entries, (entry) => entry.unitId)) {
    const declarations = ofUnit.filter(({ kind }) => kind === 'declaration.recorded');
    const subjectIds = declarations.flatMap(({ subjectId }) => subjectId ?? []);
    const about = Map.groupBy(await store.listAbout(unitId, subjectIds), bySubject);
    for (const first of ofUnit) {
      const said = first.kind === 'declaration.recorded' ? (first.subjectId ?? '') : null;
      const stored = said === null ? [] : (about.get(said) ?? []);
      const others = stored.filter((entry) => entry.frame.length > 0 && !isSamePlace(entry, first));
      plans.push({ first, others, cells: [] });
    }
  }
  return plans;
};

const isSamePlace = (one: EntryPlace, other: EntryPlace): boolean =>
  one.logId === other.logId && one.position === other.position;

/** What was applied and can be read. */
const readAll = (stored: readonly StoredEntry[], openFrame: ServicePorts['openFrame']): Entry[] =>
  stored.flatMap(({ frame, status }) => {
    if (status !== 'applied' || frame.length === 0) return [];
    const opened = openFrame(frame);
    const entry = opened.ok ? parseEntry(opened.value) : opened;
    return entry.ok ? [entry.value] : [];
  });

/** A tablet that was ever so long without network still knew roughly what day it was. */
const longestDelayMs = 60 * dayMs;

const likelyMs = (saidMs: number, receivedAtMs: number): number =>
  saidMs <= receivedAtMs && saidMs > receivedAtMs - longestDelayMs ? saidMs : receivedAtMs;

const toCells = (
  { unitId, receivedAtMs }: StoredEntry,
  record: MergedRecord | null,
  saidMs: number,
): StatisticCell[] => {
  if (record === null) return unreadableToCells(unitId, receivedAtMs);
  return recordToCells(record, likelyMs(saidMs, receivedAtMs));
};

const placeKey = ({ unitId, logId, position }: EntryPlace): string =>
  `${unitId} ${logId} ${position}`;

/**
 * Drops what was planned; what another server, or this one before it was killed, has dropped already is
 * neither dropped nor counted again. @returns entries whose bytes went
 */
export const carryOut = async (
  tx: StoreTransactor,
  plans: readonly Forgetting[],
  run: { readonly runId: string; readonly begunAtMs: number; readonly rule: ForgottenBy },
): Promise<number> => {
  // Two entries of one page may plan the same.
  const planByFirst = new Map(plans.map((plan) => [placeKey(plan.first), plan]));
  const dropped = await tx.forgetEntries([...planByFirst.values()].map(({ first }) => first));
  const done = dropped.flatMap((place) => planByFirst.get(placeKey(place)) ?? []);
  const others = await tx.forgetEntries(done.flatMap((plan) => plan.others));
  await tx.addStatistics(done.flatMap(({ cells }) => cells));
  const forgotten = dropped.length + others.length;
  if (forgotten > 0) await tx.noteForgotten({ ...run, forgotten });
  return forgotten;
};
