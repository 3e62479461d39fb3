import { deserialize, serialize } from 'node:v8';
import type { TabletState } from '#domain/board/tablet-state.ts';
import type { CustodyDecision, Offer } from '#domain/log/custody.ts';
import type { Incident } from '#domain/log/incident.ts';
import type { ReportedQueue } from '#domain/log/queue-standing.ts';

/** Everything one push asks of the ledger: plain data, ready to cross into another thread. */
export type CustodyRequest = Offer & {
  readonly unitId: string;
  readonly deviceId: string;
  /** The log's `digest(0)`, should it begin now. */
  readonly genesis: string;
  readonly incidents: readonly Incident[];
  readonly queue: ReportedQueue;
  /** What the tablet says of itself. */
  readonly report: {
    readonly contactAtMs: number;
    /** Server clock minus tablet clock, milliseconds. */
    readonly clockOffsetMs: number;
    readonly app: string;
    readonly epochSeen: string | null;
    /** Absent: it said nothing of itself this time. */
    readonly told?: TabletState;
  };
  /** Another tablet has brought it. */
  readonly carried?: {
    /** How far the log went when its own tablet wrote it, and when, by that tablet's clock. */
    readonly head: number;
    readonly madeAtMs: number;
    /** It is no log that the tablet goes on with. */
    readonly isApart?: boolean;
  };
};

/**
 * A request as bytes, so that a thread which only passes it on never makes its hundreds of objects.
 * It never leaves the process.
 */
export type PackedRequest = { readonly unitId: string; readonly packed: Uint8Array };

export const packRequest = (request: CustodyRequest): PackedRequest => ({
  unitId: request.unitId,
  packed: serialize(request),
});

export const unpackRequest = (request: CustodyRequest | PackedRequest): CustodyRequest =>
  'packed' in request ? deserialize(request.packed) : request;

/** What the ledger holds now that everything of the request is durable. */
export type CustodyAnswer = Pick<
  CustodyDecision,
  'forked' | 'ackedThrough' | 'digest' | 'results'
> & {
  readonly epoch: string;
  /** What the tablet still holds of this log beyond `ackedThrough`, by its own word. */
  readonly unsentEntries: number;
  /** New head of the unit's feed; null when nothing was added to it. */
  readonly feedHead: number | null;
  /** Alerts and incidents that were not held before. */
  readonly keptBeside: number;
};
