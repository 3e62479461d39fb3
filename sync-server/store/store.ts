import type { CustodyRow, CustodyStatus } from '#domain/log/custody.ts';
import type { Incident } from '#domain/log/incident.ts';
import type { SealingKey } from '#domain/log/sealing-key.ts';
import type { Unit } from '#domain/unit/unit.ts';
import type { AuditReader, AuditTransactor } from './audit-line.ts';
import type { BulletinReader, BulletinTransactor } from './bulletins.ts';
import type { CheckReader, CheckTransactor } from './identity-checks.ts';
import type { Device, DeviceEnding, DeviceReader, DeviceTransactor } from './device.ts';
import type { OfficerReader, OfficerTransactor } from './officer-account.ts';
import type { SecretReader, SecretTransactor } from './sql-secrets.ts';
import type { OnlineDeclarationReader, OnlineDeclarationTransactor } from './online-declaration.ts';
import type { TabletState } from '#domain/board/tablet-state.ts';
import type { BoardReader } from './board-marks.ts';
import type { HourTallyReader, HourTallyTransactor } from './hour-tallies.ts';
import type { RuleSetReader, RuleSetTransactor } from './rule-sets.ts';
import type { OutboxReader, OutboxTransactor } from './outbox.ts';
import type { ReferralReader, ReferralTransactor } from './referrals.ts';
import type { ReportReader, ReportTransactor } from './reports.ts';
import type { ShiftReader } from './shifts.ts';
import type { RetentionReader, RetentionTransactor } from './retention.ts';
import type { UnitStandReader } from './unit-stands.ts';
import type { SendingReader, SendingTransactor } from './sendings.ts';
import type { TracingReader, TracingTransactor } from './tracing.ts';
import type { WatchReader, WatchTransactor } from './watch-marks.ts';
import type { SubjectRequestReader, SubjectRequestTransactor } from './subject-requests.ts';
import type { CityReader } from './city.ts';
import type { FactReader, FactTransactor } from './crossing-facts.ts';
import type { OpenKeyReader, OpenKeyTransactor } from './open-keys.ts';
import type { CustodyAnswer, CustodyRequest, PackedRequest } from './custody-request.ts';

export type LogKey = { readonly unitId: string; readonly logId: string };

/** What the ledger holds of one log, as a whole. */
export type LogProof = {
  readonly deviceId: string;
  readonly ackedThrough: number;
  /** Chain digest at `ackedThrough`. */
  readonly digest: string;
  /** Crossings among the entries, whatever became of them. */
  readonly records: number;
  readonly quarantined: number;
  readonly skipped: number;
};

/** An entry in custody. What could not be read from its envelope is null. */
export type StoredEntry = LogKey & {
  readonly position: number;
  readonly entryId: string;
  readonly hash: string;
  /** No bytes: it was forgotten. Its hash goes on proving the log. */
  readonly frame: Uint8Array;
  readonly kind: string | null;
  readonly subjectId: string | null;
  readonly shiftId: string | null;
  readonly status: CustodyStatus;
  readonly reason: string | null;
  readonly receivedAtMs: number;
};

/** An entry of one tablet, as far as it is needed to say what was on it. */
export type SentEntry = Pick<
  StoredEntry,
  'logId' | 'position' | 'frame' | 'kind' | 'subjectId' | 'receivedAtMs'
>;

/** What is now said of an entry that was in quarantine. */
export type EntryVerdict = Pick<
  CustodyRow,
  'kind' | 'subjectId' | 'shiftId' | 'status' | 'reason' | 'effect'
>;

type StoredClosing = LogKey & {
  readonly shiftId: string;
  readonly position: number;
  readonly officer: string;
  /** Unix milliseconds by the tablet's clock. */
  readonly wallMs: number;
  readonly records: number;
};

/** The feed of what happened on one unit. */
export const unitScope = (unitId: string): string => `unit:${unitId}`;

export type NewFeedLine = {
  readonly kind: string;
  readonly body: unknown;
  /** The one unit the line is meant for; null, everyone who reads the scope. */
  readonly audience: string | null;
};
type FeedLine = { readonly seq: number; readonly kind: string; readonly body: unknown };

/**
 * One tablet with its current log, as the board shows it. Unsent is the sum over its logs, without
 * those it left after a fork: what they held is reported by the log that followed.
 */
export type DeviceStanding = Device & {
  readonly ending: DeviceEnding | null;
  readonly logId: string | null;
  readonly ackedThrough: number;
  readonly digest: string;
  readonly unsentEntries: number;
  readonly unsentRecords: number;
  readonly oldestUnsentWallMs: number | null;
  readonly lastContactAtMs: number | null;
  readonly app: string | null;
  readonly quarantined: number;
  readonly skipped: number;
  readonly alertsAhead: number;
  /** Newest first, at most 20. */
  readonly incidents: readonly Incident[];
  /** The last comparison of the current log that came out equal. */
  readonly certificate: {
    readonly count: number;
    readonly records: number;
    readonly atMs: number;
  } | null;
  /** Server clock minus its own, milliseconds, as last heard. */
  readonly clockOffsetMs: number | null;
  /** What it last told of itself. */
  readonly told: TabletState | null;
};

export type RecordCount = {
  readonly deviceId: string;
  readonly shiftId: string;
  readonly records: number;
};

export type StoreReader = DeviceReader &
  OfficerReader &
  AuditReader &
  SecretReader &
  RetentionReader &
  CheckReader &
  ReferralReader &
  BulletinReader &
  SendingReader &
  ReportReader &
  OutboxReader &
  ShiftReader &
  SubjectRequestReader &
  RuleSetReader &
  BoardReader &
  HourTallyReader &
  WatchReader &
  UnitStandReader &
  FactReader &
  CityReader &
  OpenKeyReader &
  TracingReader &
  OnlineDeclarationReader & {
    /** Random name of this database's life. */
    epoch: () => Promise<string>;
    /** Whether invented demonstration officers are in this database. */
    isDemo: () => Promise<boolean>;
    /** Units in the order they were made known. */
    listUnits: () => Promise<Unit[]>;
    /** Keys that tablets were told to seal to, in the order they were told. */
    listSealingKeys: () => Promise<SealingKey[]>;
    feedHead: (scope: string) => Promise<number>;
    /** Lines after `after` up to and including `through`, oldest first, at most `limit`. */
    readFeed: (page: {
      scope: string;
      audience: string;
      after: number;
      through: number;
      limit: number;
    }) => Promise<FeedLine[]>;
    /** What a unit sent that was taken for this, by log and position, rising. */
    listEntries: (of: {
      unitId: string;
      status: CustodyStatus;
      /** Only what arrived from then on, Unix milliseconds by the server's clock. */
      receivedSinceMs?: number;
      kind?: string;
    }) => Promise<StoredEntry[]>;
    findEntry: (log: LogKey, position: number) => Promise<StoredEntry | null>;
    /** What an entry that the unit sent is about; null: it sent none of this id and hash. */
    findSubjectOf: (entry: {
      readonly unitId: string;
      readonly entryId: string;
      readonly hash: string;
    }) => Promise<string | null>;
    /** The name of the tablet that wrote each log of a unit, by log id. */
    listLogNames: (unitId: string) => Promise<Map<string, string>>;
    /** How far each log of a tablet is held. */
    headsOf: (device: Device) => Promise<Map<string, number>>;
    /** What a tablet sent in its logs, by log and position, behind `after`; skipped positions left out. */
    listSentBy: (device: Device, after: SentEntry | null, limit: number) => Promise<SentEntry[]>;
    /** What a tablet sent ahead of its logs and they have not reached. */
    listAheadOf: (device: Device) => Promise<SentEntry[]>;
    findLog: (log: LogKey) => Promise<LogProof | null>;
    /** Chain digests by position; all positions are acknowledged ones, or 0. */
    digestsAt: (log: LogKey, positions: readonly number[]) => Promise<Map<number, string>>;
    /** The private key that receipts are signed with, a JWK; null: none was made yet. */
    receiptKey: () => Promise<string | null>;
    /** The unit's key, 32 bytes as lower-case hex; null: it has none yet. */
    unitKey: (unitId: string) => Promise<string | null>;
    /** Of some units or of all, in the order of enrolment. */
    listStandings: (unitIds?: readonly string[]) => Promise<DeviceStanding[]>;
    countRecords: (unitIds?: readonly string[]) => Promise<RecordCount[]>;
    /** Of one unit or of all; by unit, shift, log and position, rising. */
    listClosings: (unitId?: string) => Promise<StoredClosing[]>;
  };

/** What may be done inside a transaction, and only there. */
export type StoreTransactor = StoreReader &
  DeviceTransactor &
  OfficerTransactor &
  AuditTransactor &
  SecretTransactor &
  RetentionTransactor &
  CheckTransactor &
  ReferralTransactor &
  BulletinTransactor &
  SendingTransactor &
  ReportTransactor &
  OutboxTransactor &
  SubjectRequestTransactor &
  RuleSetTransactor &
  HourTallyTransactor &
  WatchTransactor &
  FactTransactor &
  OpenKeyTransactor &
  TracingTransactor &
  OnlineDeclarationTransactor & {
    markDemo: () => Promise<void>;
    /** The first one stays. */
    keepReceiptKey: (jwk: string) => Promise<void>;
    /** The first one stays. */
    keepUnitKey: (unitId: string, key: string) => Promise<void>;
    /** Replaces the log's earlier one. */
    keepCertificate: (
      log: LogKey,
      certificate: {
        readonly entries: number;
        readonly records: number;
        readonly issuedAtMs: number;
      },
    ) => Promise<void>;
    /** Entries in quarantine for one of these reasons, by unit, log and position, behind `after`. */
    listQuarantined: (
      reasons: readonly string[],
      after: StoredEntry | null,
      limit: number,
    ) => Promise<StoredEntry[]>;
    /** Hashes of what the unit sent under this entry's id and was not quarantined. */
    hashesTakenUnder: (entry: Pick<StoredEntry, 'unitId' | 'entryId'>) => Promise<string[]>;
    /** Gives an entry in quarantine its new verdict, with all that follows. False: it is there no more. */
    settleQuarantined: (entry: StoredEntry, verdict: EntryVerdict) => Promise<boolean>;
    /**
     * Bumps the scope's counter and writes the lines under the numbers this reserved. Called last:
     * the counter row is what writers of one scope queue for, and it makes numbers commit in order.
     * @returns the new head
     */
    appendFeed: (scope: string, lines: readonly NewFeedLine[]) => Promise<number>;
  };

/** Durable memory of the server. */
export type Store = StoreReader & {
  /**
   * All or nothing, one after the other where they touch the same log or scope; durable when it resolves.
   * `work` has no effects of its own: an engine may have to run it again.
   */
  transact: <Value>(work: (tx: StoreTransactor) => Promise<Value>) => Promise<Value>;
  /**
   * One push, all or nothing, durable when it resolves; pushes of one unit are taken one after the other.
   * @returns null when the log belongs to another tablet
   */
  takeCustody: (request: CustodyRequest | PackedRequest) => Promise<CustodyAnswer | null>;
  /** Clears away what the database still has of bytes that were dropped. False: it was not possible now. */
  scrub: () => Promise<boolean>;
  close: () => Promise<void>;
};
