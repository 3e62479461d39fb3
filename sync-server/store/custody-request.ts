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
  };
};

/** What the ledger holds now that everything of the request is durable. */
export type CustodyAnswer = Pick<
  CustodyDecision,
  'forked' | 'ackedThrough' | 'digest' | 'results'
> & {
  readonly epoch: string;
  /** New head of the unit's feed; null when nothing was added to it. */
  readonly feedHead: number | null;
  /** Alerts and incidents that were not held before. */
  readonly keptBeside: number;
};
