import type { Result } from '#domain/core/result.ts';
import type { About } from '#protocol/about.ts';
import type { BoardResponse } from '#protocol/board.ts';
import type { UnitsResponse } from '#protocol/enrol.ts';
import type { PullQuery, PullResponse } from '#protocol/pull.ts';
import type { PushRequest, PushResponse } from '#protocol/push.ts';
import type { Clock } from '../platform/clock.ts';
import type { Random } from '../platform/ids.ts';
import type { CallFailure } from '../platform/network.ts';
import type { ChotDatabase } from '../store/database.ts';

/** A push before its transfer check is reckoned. */
export type OutgoingPush = Omit<PushRequest, 'check'>;

type Answered<Value> = Promise<Result<Value, CallFailure>>;

/** The server as the engine sees it. Every call ends, with an answer or a failure; none throws. */
export type Transport = {
  readonly about: () => Answered<About>;
  readonly units: () => Answered<UnitsResponse>;
  readonly push: (request: OutgoingPush) => Answered<PushResponse>;
  readonly pull: (query: Omit<PullQuery, 'protocol'>) => Answered<PullResponse>;
  readonly board: () => Answered<BoardResponse>;
};

/** What one sync round stands on: a tablet's pieces and the server. */
export type SyncPorts = {
  readonly db: ChotDatabase;
  readonly clock: Clock;
  readonly random: Random;
  readonly app: string;
  readonly transport: Transport;
};

/** The lock manager of the browser, as much of it as is needed here. */
export type Locks = {
  readonly request: (
    name: string,
    options: { ifAvailable: true },
    work: (lock: unknown) => Promise<void>,
  ) => Promise<void>;
};
