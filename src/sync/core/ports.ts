import type { TabletState } from '#domain/board/tablet-state.ts';
import type { Clock } from '#domain/core/clock.ts';
import type { Random } from '#domain/core/random.ts';
import type { Result } from '#domain/core/result.ts';
import type { CallFailure } from '#protocol/call-failure.ts';
import type { MergedRequest, MergedResponse } from '#protocol/merged.ts';
import type { PullQuery, PullResponse } from '#protocol/pull.ts';
import type { Receipt, ReconcileRequest, ReconcileResponse } from '#protocol/reconcile.ts';
import type { PushRequest, PushResponse } from '#protocol/push.ts';
import type { SyncStore } from './sync-store.ts';

/** A push before its transfer check is reckoned. */
export type OutgoingPush = Omit<PushRequest, 'check'>;

export type Answered<Value> = Promise<Result<Value, CallFailure>>;

/** The server as the engine sees it. Every call ends, with an answer or a failure; none throws. */
export type Transport = {
  readonly push: (request: OutgoingPush) => Answered<PushResponse>;
  readonly reconcile: (request: ReconcileRequest) => Answered<ReconcileResponse>;
  /** What a receipt states, when the server this tablet knows has signed it; null otherwise. */
  readonly readReceipt: (receipt: string) => Promise<Receipt | null>;
  readonly merged: (request: MergedRequest) => Answered<MergedResponse>;
  readonly pull: (query: Omit<PullQuery, 'protocol'>) => Answered<PullResponse>;
};

/** All that the engine stands on: four ports, and the name of this build. */
export type SyncPorts = {
  readonly store: SyncStore;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly app: string;
  /** What this tablet tells of itself; absent: nothing. */
  readonly readState?: () => Promise<TabletState>;
};
