import type { Crossing } from '#domain/declaration/crossing.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { FormInput } from '#domain/declaration/form.ts';
import type { Incident } from '#domain/log/incident.ts';
import type { PaperLine } from '#domain/paper/paper-line.ts';
import type { ClosedShift } from '#domain/shift/shift-closing.ts';
import type { ShiftLine } from '#domain/shift/shift-line.ts';
import type { ShiftStatement } from '#domain/shift/shift-statement.ts';
import type { HeldEntry, RecordMerging } from './merge-rows.ts';
import type { Sealable } from './sealed-tables.ts';
import type { PlacedEntry, TabletLog } from '../sync/core/tablet-log.ts';

export type LaneDirection = 'in' | 'out';

/** A public P-256 key as a JWK (RFC 7517). */
export type ReceiptKey = { kty: 'EC'; crv: 'P-256'; x: string; y: string; kid: string };

/** The tablet's own key: it signs here and cannot be read out, and its public half as a JWK. */
export type OwnKeyRow = { signingKey: CryptoKey; publicKey: Omit<ReceiptKey, 'kid'> };

/** Who this tablet is to the server; one row. */
export type DeviceRow = Partial<OwnKeyRow> & {
  key: 'device';
  deviceId: string;
  /**
   * Only of a tablet that was enrolled before tablets had keys. It stays beside the key, for a server that
   * was put back from a backup which does not know the key yet; a server that does refuses it.
   */
  deviceToken?: string;
  /** A server has taken the key in place of the token. */
  keyKnown?: true;
  unitId: string;
  deviceName: string;
  laneDirection: LaneDirection;
  /** Origin of the sync server, or '' for the one that served the page. */
  serverUrl: string;
  enrolledAt: number;
  /** The key that the server signs receipts with, as it was when this tablet first met it. */
  receiptKey?: ReceiptKey;
};

export type LogRow = TabletLog;
export type EntryRow = PlacedEntry;

/** Read model: what the list and the search show. */
export type RecordRow = Sealable & {
  recordId: string;
  logId: string;
  /** Highest position of the record's entries: delivered when acknowledged through here. */
  position: number;
  unitId: string;
  shiftId: string;
  wallMs: number;
  officer: string;
  declarationId: string;
  declaration: Declaration;
  crossing: Crossing;
  /** Server clock minus tablet clock when it was recorded, milliseconds, if it was known. */
  offsetMs?: number;
  held: { declaration: HeldEntry; crossing: HeldEntry };
  /** Where the last entry stands that this tablet added about it since; delivered when that is, too. */
  saidAt?: { logId: string; position: number };
  /** Absent while nothing was said of it since. */
  merging?: RecordMerging;
  /** The draft it was kept from; unique, so that a second tap finds the first record. */
  draftId?: string;
  /** Blind: words and numbers it is found by. */
  tokens: string[];
  /** An entry of it was gone from this tablet before the server had it. */
  lost?: true;
  /** Blind: what it has in common with others that may be the same person or crossing. */
  kin: string[];
};

/** What a correction is made of: what its author had seen when it was begun. */
type Amending = {
  recordId: string;
  /** The latest entries of each half, by entry id. */
  seen: { declaration: readonly string[]; crossing: readonly string[] };
  before: FormInput;
};

export type DraftRow = Sealable & {
  draftId: string;
  officerId: string;
  input: FormInput;
  channel: Declaration['channel'];
  /** SHA-256 of the text of the code it was begun from, lower-case hex, if one was read. */
  codeHash?: string;
  /** The declaration whose sheet is being typed a second time; what is kept is no record then. */
  again?: string;
  /** The record that is being corrected; what is kept is no record then. */
  amends?: Amending;
  /** Why it is corrected, as far as that was typed. */
  reason?: string;
  startedAt: number;
  updatedAt: number;
};

type ReferenceKind =
  | 'bulletin'
  | 'bulletin-withdrawal'
  | 'code-news'
  | 'identity'
  | 'officer'
  | 'registry'
  | 'rule-set'
  | 'sealing-key'
  | 'trust-key'
  | 'unit'
  | 'watchlist';
export type ReferenceRow = {
  kind: ReferenceKind;
  id: string;
  scope: string;
  generation: number;
  body: unknown;
};

/** A pulled change of a kind this build cannot read: kept until one can. */
export type ChangeRow = {
  scope: string;
  seq: number;
  kind: string;
  body: unknown;
  generation: number;
};

export type CursorRow = {
  scope: string;
  cursor: number;
  epoch: string | null;
  /** When it was last read to its end, by this tablet's clock; absent: never, or by an earlier version. */
  readAtMs?: number;
  /** Rises with every reset; rows of an older generation go once the feed is read to its end. */
  generation: number;
};

export type ShiftClosingRow = {
  shiftId: string;
  body: ClosedShift;
  /** The feed it was pulled from, or '' when it was signed on this tablet. */
  scope: string;
  generation: number;
};

/** What an entry, made here or pulled, says of a shift; nothing of a person. Added to and never changed. */
export type ShiftLineRow = ShiftLine;

/** What the server last stated of a shift, and when, by this tablet's clock. */
export type ShiftStatementRow = { shiftId: string; askedAtMs: number; statement: ShiftStatement };

export type ShiftCountRow = { logId: string; shiftId: string; records: number };

/** What an entry, made here or pulled, says of sheets of paper; nothing of a person. Added to and never changed. */
export type PaperRow = PaperLine &
  Sealable & {
    /** Blind: the serial it was typed from. */
    serialToken?: string;
  };

/** What another tablet has handed over to be carried. Its bytes are sealed to the server. */
export type ParcelRow = {
  /** SHA-256 of the bytes, lower-case hex: the same parcel twice is one. */
  parcelId: string;
  originId: string;
  originName: string;
  unitId: string;
  logId: string;
  from: number;
  through: number;
  records: number;
  /** Empty once it is delivered. */
  bytes: Uint8Array;
  takenAtMs: number;
  takenBy: string;
  /**
   * `held`: not delivered yet. `waiting`: something before it has not come to the server. `refused`: the server
   * does not take it, for the reason.
   */
  state: 'held' | 'waiting' | 'delivered' | 'refused';
  reason?: string;
  /** What the server signed for the log it is of. */
  receipt?: string;
  settledAtMs?: number;
};

/** An entry that must be known before the log reaches the server with it. */
export type AlertRow = { entryId: string; logId: string; position: number };

export type IncidentRow = {
  incidentId: string;
  incident: Incident;
  /** The server has it. */
  told: boolean;
  /** When somebody at the tablet confirmed having read it, and who was signed in. */
  readAtMs?: number;
  readBy?: string | null;
};
