import { genesisDigest } from '#domain/log/chain.ts';
import type { Certificate } from './certificate.ts';

export type LogTrouble = {
  /**
   * `digest/differs`: the server holds something else than was sent. `receipt/unproven`: it says that all is
   * there, and its signature is not the server's.
   */
  code: 'digest/differs' | 'receipt/unproven';
  position: number;
  sinceMs: number;
};

/** Whose log it is: a device writes one log for each unit it served. */
export type LogOwner = { readonly deviceId: string; readonly unitId: string };

/** One life of the log as the tablet keeps it. Counters stand here so that nobody ever counts rows. */
export type TabletLog = {
  logId: string;
  unitId: string;
  deviceId: string;
  /** `forked`: nothing is appended any more; `successorId` goes on. */
  state: 'open' | 'forked';
  successorId?: string;
  head: number;
  headDigest: string;
  /** Records (crossings) among the entries up to `head`. */
  recordsHead: number;
  ackedThrough: number;
  ackedDigest: string;
  recordsAcked: number;
  /** The server began another history: whether it still holds what it acknowledged is asked again. */
  unproven?: true;
  /** So many logs in a row were begun because digests differed, and none was ever acknowledged. */
  differences?: number;
  trouble?: LogTrouble;
  /** The last proof; it may be older than the log. */
  certificate?: Certificate;
};

/** A frozen entry that has no place in a log yet. */
export type UnplacedEntry = {
  entryId: string;
  frame: Uint8Array;
  hash: string;
  kind: string;
  recordId: string | null;
  wallMs: number;
  /** Somebody elsewhere must know of it before the log gets there. */
  alert?: true;
};

/** A frozen entry at its place. Written once; only a fork moves it, bytes unchanged. */
export type PlacedEntry = UnplacedEntry & {
  logId: string;
  position: number;
  /** Chain digest after this entry. */
  digest: string;
  /** Records (crossings) among the entries up to and including this one. */
  recordsThrough: number;
};

/** What a log says at one of its positions. */
export type LogPlace = Pick<PlacedEntry, 'position' | 'digest' | 'recordsThrough'>;

/** Before the first entry. */
export const startOfLog = (logId: string): LogPlace => ({
  position: 0,
  digest: genesisDigest(logId),
  recordsThrough: 0,
});

export const emptyLog = (logId: string, { deviceId, unitId }: LogOwner): TabletLog => ({
  logId,
  unitId,
  deviceId,
  state: 'open',
  head: 0,
  headDigest: genesisDigest(logId),
  recordsHead: 0,
  ackedThrough: 0,
  ackedDigest: genesisDigest(logId),
  recordsAcked: 0,
});

export const isOpenFor = (log: TabletLog, { deviceId, unitId }: LogOwner): boolean =>
  log.state === 'open' && log.unitId === unitId && log.deviceId === deviceId;

/** Whether the engine has something to say about this log, or to ask. */
export const isUnsettled = (log: TabletLog): boolean => isBehind(log) || log.unproven === true;

/** Nothing acknowledged needs no proof. */
export const asUnproven = (log: TabletLog): TabletLog =>
  log.ackedThrough === 0 ? log : { ...log, unproven: true };

/** Whether the server has not said yet that it holds everything of this log. */
export const isBehind = (log: Pick<TabletLog, 'head' | 'ackedThrough'>): boolean =>
  log.head > log.ackedThrough;
