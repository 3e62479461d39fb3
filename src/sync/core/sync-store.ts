import type { Incident } from '#domain/log/incident.ts';
import type { Certificate } from './certificate.ts';
import type { Contact, Failed, Heard } from './contact.ts';
import type { Ack, AckOutcome } from './judge-ack.ts';
import type { Fork } from './plan-fork.ts';
import type { FeedCursor, PulledPage } from './pulled-page.ts';
import type { LogOwner, PlacedEntry, TabletLog } from './tablet-log.ts';

export type BatchLimits = {
  /** Length of the entries on the wire, what stands around them included. */
  readonly bytes: number;
  readonly entries: number;
};

/**
 * What the engine asks of the tablet's storage. Each operation is one transaction: all of it is on the
 * disk when its promise resolves, or nothing of it ever was. An operation may be repeated, and two pages
 * may run the same one at once; the second finds the work done. A storage that fails throws.
 *
 * `tests/contract/sync-store-contract.ts` says the same as a test.
 */
export type SyncStore = {
  /** Who this tablet is; null before it is enrolled. */
  readonly readDevice: () => Promise<LogOwner | null>;

  /** Every life of this tablet's log, in no order. */
  readonly readLogs: () => Promise<TabletLog[]>;

  readonly readLog: (logId: string) => Promise<TabletLog | null>;

  /**
   * The log that this device appends to for its unit, begun at first need.
   * @param newLogId used only when there is none
   */
  readonly openLog: (owner: LogOwner, newLogId: string) => Promise<TabletLog>;

  /**
   * Entries from `after` + 1 on, in order and without gaps: as many as fit, at least one if the first one
   * is there. A row that is gone ends the batch before it.
   */
  readonly readBatch: (logId: string, after: number, limits: BatchLimits) => Promise<PlacedEntry[]>;

  /**
   * Entries after a position that must be known ahead of their log and that the server was not told of,
   * in order: as many as fit, at least one if there is one. A mark goes once the log is acknowledged there.
   */
  readonly readAlerts: (
    logId: string,
    after: number,
    limits: BatchLimits,
  ) => Promise<PlacedEntry[]>;

  /** The server has them, apart from their log. */
  readonly dropAlerts: (entryIds: readonly string[]) => Promise<void>;

  /**
   * `judgeAck` with the log and the place as they are now, and keeps what it says. An acknowledgement
   * that goes back makes every other log unproven.
   */
  readonly applyAck: (logId: string, ack: Ack) => Promise<AckOutcome>;

  /** What the chain says at those of the positions whose rows are there, in order. */
  readonly readDigests: (
    logId: string,
    positions: readonly number[],
  ) => Promise<{ readonly position: number; readonly digest: string }[]>;

  /**
   * `planMend` from the position that the server has just acknowledged. Rows that are there keep their
   * frames, hashes and ids; records of which an entry is lost are marked and never called delivered; the
   * incident is kept. Without a lost row nothing changes.
   */
  readonly mendLostRows: (
    logId: string,
    heard: {
      readonly ackedThrough: number;
      readonly digest: string;
      readonly incidentId: string;
      readonly nowMs: number;
    },
  ) => Promise<void>;

  /**
   * `planFork` with everything as it is now: moved entries leave the old log, and the read model (records,
   * counts by shift) follows them, and its incidents are kept. Never more than the acknowledged part is taken as proven. A log that
   * is left already loses only what lies beyond the proven part.
   */
  readonly forkLog: (logId: string, fork: Fork) => Promise<void>;

  /** Keeps the proof in the log it speaks of, unless that has been left or cut back meanwhile. */
  readonly keepCertificate: (logId: string, certificate: Certificate) => Promise<void>;

  /** Says that the server's receipt for a log could not be believed, for a person to see. */
  readonly noteUnprovenReceipt: (logId: string, nowMs: number) => Promise<void>;

  /** Keeps something that must never happen until the server and a person were told of it; once. */
  readonly noteIncident: (incident: Incident) => Promise<void>;

  /** Those the server was not told of yet, oldest first, at most so many. */
  readonly readIncidents: (limit: number) => Promise<Incident[]>;

  /** The server has them. */
  readonly noteTold: (incidentIds: readonly string[]) => Promise<void>;

  /**
   * Takes everything from this tablet, if every log is acknowledged to its end; whole or not at all, and
   * nothing can be saved in between. @returns false, and nothing was changed, when something is unsent
   */
  readonly eraseTablet: (nowMs: number) => Promise<boolean>;

  readonly readContact: () => Promise<Contact>;

  /**
   * Writes down that the server was heard, and how far its clock is from this one. Another epoch than the
   * one before makes every log unproven.
   */
  readonly noteContact: (heard: Heard) => Promise<void>;

  /** Writes down that an attempt failed, for the status bar and for the next start. */
  readonly noteFailure: (failed: Failed) => Promise<void>;

  /** Where a feed was read to; the start of it before the first page. */
  readonly readCursor: (scope: string) => Promise<FeedCursor>;

  /**
   * What proves that this tablet holds what an entry is about. @returns null when it does not, or when it
   * has that entry already
   */
  readonly findHeld: (said: {
    readonly entryId: string;
    readonly about: readonly string[];
  }) => Promise<{ readonly entryId: string; readonly hash: string } | null>;

  /**
   * Applies a page and its cursor together, and never touches a log. After a reset the old rows stay
   * readable until the feed is read to its end again. @returns false, and nothing was changed, when the
   * page was asked for with another cursor than the stored one, or tells of a person and there is no key
   */
  readonly applyPullPage: (page: PulledPage) => Promise<boolean>;
};
