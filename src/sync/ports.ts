import type { About } from '#protocol/about.ts';
import type { AuditResponse } from '#protocol/audit.ts';
import type { BoardResponse } from '#protocol/board.ts';
import type { PersonSearch, PersonSearchResponse } from '#protocol/persons.ts';
import type { SessionResponse } from '#protocol/session.ts';
import type { UnitsResponse } from '#protocol/enrol.ts';
import type { Answered, Transport } from './core/ports.ts';

/** Whom to look for, and when; the rest of the request is the transport's. */
export type PersonQuery = Pick<PersonSearch, 'who' | 'fromMs' | 'throughMs'>;

/** The server as the whole tablet sees it: what the engine asks, and what the screens do. */
export type ServerCalls = Transport & {
  readonly about: () => Answered<About>;
  readonly units: () => Answered<UnitsResponse>;
  readonly board: () => Answered<BoardResponse>;
  /** Proves the second factor of the officer who has unlocked the tablet. */
  readonly proveSecondFactor: (code: string) => Answered<SessionResponse>;
  readonly findPersons: (search: PersonQuery) => Answered<PersonSearchResponse>;
  /** Who looked at whose data, behind the line `after`. */
  readonly audit: (after: number) => Answered<AuditResponse>;
};

/** The lock manager of the browser, as much of it as is needed here. */
export type Locks = {
  readonly request: (
    name: string,
    options: { ifAvailable: true } | { steal: true },
    work: (lock: unknown) => Promise<void>,
  ) => Promise<void>;
};
