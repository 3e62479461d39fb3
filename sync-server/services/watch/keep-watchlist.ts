import { markerOf, personToTerms, type WatchedPerson } from '#domain/watch/watch-mark.ts';
import type { WatchlistResponse, WatchStanding } from '#protocol/watchlist.ts';
import type { OfficerSession } from '../../store/officer-account.ts';
import type { StoreTransactor } from '../../store/store.ts';
import type { WatchMark } from '../../store/watch-marks.ts';
import type { ServicePorts } from '../service-ports.ts';

export type WatchPorts = Pick<ServicePorts, 'store' | 'clock' | 'random'>;

const keyBytes = 32;
/** About 190 KB in base64: a page that a thin line carries. */
const pageMarks = 20_000;
/** A tablet that was away for longer is given the whole list. */
const withdrawnKeptMs = 30 * 86_400_000;

const readOrMakeKey = async ({ store, random }: WatchPorts): Promise<Uint8Array> => {
  const known = await store.watchKey();
  if (known !== null) return Buffer.from(known, 'hex');
  const made = Buffer.from(random(keyBytes)).toString('hex');
  return store.transact(async (tx) => {
    await tx.keepWatchKey(made);
    return Buffer.from((await tx.watchKey()) ?? made, 'hex');
  });
};

type ListChange = {
  readonly nowMs: number;
  readonly marks: readonly string[];
  readonly kind: WatchMark['kind'];
  /** Null: at the server's own machine. */
  readonly officer: Pick<OfficerSession, 'officerId' | 'role' | 'unitId' | 'deviceId'> | null;
};

/** By what the list knows these people, lower-case hex, each once. */
export const marksOf = async (
  ports: WatchPorts,
  people: readonly WatchedPerson[],
): Promise<string[]> => {
  const mark = markerOf(await readOrMakeKey(ports));
  const terms = people.flatMap(personToTerms);
  return [...new Set(terms.map((term) => Buffer.from(mark(term)).toString('hex')))];
};

/** Changes the list and tells every tablet that there is something to ask for. */
export const putMarks = async (
  tx: StoreTransactor,
  { nowMs, marks, kind, officer }: ListChange,
): Promise<void> => {
  await tx.dropWithdrawnMarks(nowMs - withdrawnKeptMs);
  const seq = await tx.putWatchMarks(marks, kind, nowMs);
  await tx.appendFeed('reference', [{ kind: 'watchlist', audience: null, body: { seq } }]);
  await tx.appendAudit({
    atMs: nowMs,
    officerId: officer?.officerId ?? 'operator',
    role: officer?.role ?? 'operator',
    unitId: officer?.unitId ?? null,
    deviceId: officer?.deviceId ?? null,
    deed: 'watchlist-changed',
    subjects: [`${kind ?? 'withdrawn'}:${marks.length}`],
  });
};

/**
 * Takes back what a case put in the list: who is in it for another case's sake, or was put there by hand, stays
 * as they are to those.
 */
export const takeBackMarks = async (
  tx: StoreTransactor,
  left: ReadonlyMap<string, WatchMark['kind']>,
  change: Pick<ListChange, 'nowMs' | 'officer'>,
): Promise<void> => {
  const standing = await tx.watchKindsOf([...left.keys()]);
  const changed = [...left].filter(([mark, kind]) => (standing.get(mark) ?? kind) !== kind);
  for (const [kind, own] of Map.groupBy(changed, ([, one]) => one)) {
    await putMarks(tx, { ...change, marks: own.map(([mark]) => mark), kind });
  }
};

/**
 * Adds people to the list, or takes them off it. Nothing is kept of them but marks.
 * @param officer null: at the server's own machine
 * @returns how many marks are in it now
 */
export const changeWatchlist = async (
  ports: WatchPorts,
  people: readonly WatchedPerson[],
  kind: WatchMark['kind'],
  officer: ListChange['officer'],
): Promise<number> => {
  const marks = await marksOf(ports, people);
  return ports.store.transact(async (tx) => {
    await tx.noteMarksByHand(marks, kind);
    await putMarks(tx, { nowMs: ports.clock(), marks, kind, officer });
    return tx.countWatchMarks();
  });
};

const toBase64 = (marks: readonly WatchMark[], kind: WatchMark['kind']): string =>
  Buffer.from(
    marks
      .filter((one) => one.kind === kind)
      .map(({ mark }) => mark)
      .join(''),
    'hex',
  ).toString('base64');

/** What changed in the list since a tablet last asked. */
export const answerWatchlist = async (
  ports: WatchPorts,
  have: WatchStanding | null,
): Promise<Omit<WatchlistResponse, 'nonce'>> => {
  const { store } = ports;
  const key = await readOrMakeKey(ports);
  const [epoch, head, floor] = await Promise.all([
    store.epoch(),
    store.watchHead(),
    store.watchFloor(),
  ]);
  // Who has not read what was withdrawn before it was forgotten would keep it for ever.
  const isWhole = have !== null && (have.floor === floor || have.seq >= floor);
  const isKnown = isWhole && have.epoch === epoch && have.seq <= head;
  const after = isKnown ? have.seq : 0;
  const marks = await store.listWatchMarks(after, pageMarks + 1);
  const page = marks.slice(0, pageMarks);
  const hasMore = marks.length > pageMarks;
  return {
    epoch,
    reset: !isKnown,
    key: Buffer.from(key).toString('base64'),
    floor,
    seq: hasMore ? (page.at(-1)?.seq ?? after) : head,
    hasMore,
    cases: toBase64(page, 'case'),
    contacts: toBase64(page, 'contact'),
    withdrawn: toBase64(page, null),
  };
};
