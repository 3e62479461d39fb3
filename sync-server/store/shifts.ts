import type { Incident } from '#domain/log/incident.ts';
import type { LogKey } from './store.ts';

/** A closing in the order of its shift, with what the unit's feed told of it. */
type ClosingRow = LogKey & {
  readonly shiftId: string;
  readonly position: number;
  /** Without the words of exceptions. */
  readonly body: unknown;
  readonly receivedAtMs: number;
};

type UnitLog = {
  readonly logId: string;
  readonly deviceId: string;
  readonly deviceName: string;
  /** The tablet writes it now. */
  readonly isCurrent: boolean;
};

export type ShiftReader = {
  /** How a shift was closed, in the order of arrival. */
  listClosingsOf: (unitId: string, shiftId: string) => Promise<ClosingRow[]>;
  /** Closings of the unit's shifts before this one, the newest shift first. */
  listClosingsBefore: (unitId: string, shiftId: string, limit: number) => Promise<ClosingRow[]>;
  /**
   * What is otherwise whenever something may be that a shift of the unit is stated from: entries and what became of
   * them, bytes that were forgotten, tablets, incidents and referrals. Cheap, however much is held.
   */
  readStatementMark: (unitId: string) => Promise<string>;
  listUnitLogs: (unitId: string) => Promise<UnitLog[]>;
  /** What tablets of the unit reported that must never happen, the newest first. */
  listIncidentsOf: (
    unitId: string,
    limit: number,
  ) => Promise<(Incident & { readonly deviceName: string; readonly receivedAtMs: number })[]>;
};
