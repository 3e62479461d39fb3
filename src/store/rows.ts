import type { Crossing } from '#domain/declaration/crossing.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { FormInput } from '#domain/declaration/form.ts';
import type { ShiftClosing } from '#domain/shift/shift-closing.ts';

export type LaneDirection = 'in' | 'out';

/** Who this tablet is to the server; one row. */
export type DeviceRow = {
  key: 'device';
  deviceId: string;
  deviceToken: string;
  unitId: string;
  deviceName: string;
  laneDirection: LaneDirection;
  /** Origin of the sync server, or '' for the one that served the page. */
  serverUrl: string;
  enrolledAt: number;
};

export type LogTrouble = {
  /** `digest/differs`: the server holds something else than was sent. `log/row-lost`: a row is gone. */
  code: 'digest/differs' | 'log/row-lost';
  position: number;
  sinceMs: number;
};

/** One life of the log. Counters stand here so that no screen ever counts rows. */
export type LogRow = {
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
  trouble?: LogTrouble;
};

/** A frozen entry at its place. Written once; only a fork moves it, bytes unchanged. */
export type EntryRow = {
  logId: string;
  position: number;
  entryId: string;
  frame: Uint8Array;
  hash: string;
  /** Chain digest after this entry. */
  digest: string;
  kind: string;
  recordId: string | null;
  wallMs: number;
  /** Records (crossings) among the entries up to and including this one. */
  recordsThrough: number;
};

/** Read model: what the list and the search show. */
export type RecordRow = {
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
  /** The draft it was kept from; unique, so that a second tap finds the first record. */
  draftId?: string;
  tokens: string[];
};

export type DraftRow = {
  draftId: string;
  officerId: string;
  input: FormInput;
  channel: Declaration['channel'];
  /** SHA-256 of the text of the code it was begun from, lower-case hex, if one was read. */
  codeHash?: string;
  startedAt: number;
  updatedAt: number;
};

export type ReferenceKind = 'officer' | 'unit';
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
  /** Rises with every reset; rows of an older generation go once the feed is read to its end. */
  generation: number;
};

export type ClosedShift = ShiftClosing & { officer: string; wallMs: number };
export type ShiftClosingRow = {
  shiftId: string;
  body: ClosedShift;
  /** The feed it was pulled from, or '' when it was signed on this tablet. */
  scope: string;
  generation: number;
};

export type ShiftCountRow = { logId: string; shiftId: string; records: number };
