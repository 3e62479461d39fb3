import type { About } from '#protocol/about.ts';
import type { BoardResponse } from '#protocol/board.ts';
import type { UnitsResponse } from '#protocol/enrol.ts';
import type { OfficerPinRequest, OfficerPinResponse } from '#protocol/officer-pin.ts';
import type { Answered, Transport } from './core/ports.ts';

/** The server as the whole tablet sees it: what the engine asks, and what the screens do. */
export type ServerCalls = Transport & {
  readonly about: () => Answered<About>;
  readonly units: () => Answered<UnitsResponse>;
  readonly changePin: (request: OfficerPinRequest) => Answered<OfficerPinResponse>;
  readonly board: () => Answered<BoardResponse>;
};

/** The lock manager of the browser, as much of it as is needed here. */
export type Locks = {
  readonly request: (
    name: string,
    options: { ifAvailable: true } | { steal: true },
    work: (lock: unknown) => Promise<void>,
  ) => Promise<void>;
};
