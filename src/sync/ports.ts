import type { IdentityQuestion } from '#domain/identity/registry-check.ts';
import type { About } from '#protocol/about.ts';
import type {
  AuditNewestRequest,
  AuditNewestResponse,
  AuditResponse,
  AuditVerifyResponse,
} from '#protocol/audit.ts';
import type { BoardResponse } from '#protocol/board.ts';
import type { PasskeyAdded, PasskeyMade, PasskeyUsed } from '#protocol/passkey.ts';
import type { PersonSearch, PersonSearchResponse } from '#protocol/persons.ts';
import type { SessionResponse } from '#protocol/session.ts';
import type { UnitsResponse } from '#protocol/enrol.ts';
import type { IdentityResponse } from '#protocol/identity.ts';
import type { OfficerPinRequest, OfficerPinResponse } from '#protocol/officer-pin.ts';
import type {
  ReferralsResponse,
  ReferralStepRequest,
  ReferralStepResponse,
} from '#protocol/referrals.ts';
import type { CallFailure } from '#protocol/call-failure.ts';
import type { Answered, Transport } from './core/ports.ts';
import type { AskAuthenticator } from './officer-session.ts';

/** Whom to look for, and when; the rest of the request is the transport's. */
export type PersonQuery = Pick<PersonSearch, 'who' | 'fromMs' | 'throughMs'>;

/** Which lines of the audit; the rest of the request is the transport's. */
export type AuditQuery = Omit<AuditNewestRequest, 'protocol' | 'nonce'>;

/** The server as the whole tablet sees it: what the engine asks, and what the screens do. */
export type ServerCalls = Transport & {
  readonly about: () => Answered<About>;
  readonly units: () => Answered<UnitsResponse>;
  readonly changePin: (request: OfficerPinRequest) => Answered<OfficerPinResponse>;
  /** Asks the registry about somebody who stands here; null: no answer in time. */
  readonly identity: (question: IdentityQuestion) => Answered<IdentityResponse>;
  readonly board: () => Answered<BoardResponse>;
  /** Proves the second factor of the officer who has unlocked the tablet. */
  readonly proveSecondFactor: (code: string) => Answered<SessionResponse>;
  /** The same by a passkey of the officer's. */
  readonly proveByPasskey: (use: AskAuthenticator<PasskeyUsed>) => Answered<SessionResponse>;
  /** Makes one, once the second factor is proven. */
  readonly addPasskey: (make: AskAuthenticator<PasskeyMade>) => Answered<PasskeyAdded>;
  readonly findPersons: (search: PersonQuery) => Answered<PersonSearchResponse>;
  /** What changed in the health desk's queue behind a place; 0: all that is open. */
  readonly referrals: (after: number) => Answered<ReferralsResponse>;
  readonly takeReferralStep: (
    step: Omit<ReferralStepRequest, 'protocol' | 'nonce'>,
  ) => Answered<ReferralStepResponse>;
  /** Hears of changes in the queue as long as the line holds. @returns why it did not begin; null: it ended */
  readonly followReferrals: (
    onHead: (head: number) => void,
    stopping: AbortSignal,
  ) => Promise<CallFailure | null>;
  /** Who looked at whose data, oldest first, behind the line `after`. */
  readonly audit: (after: number) => Answered<AuditResponse>;
  /** The same newest first, to look through. */
  readonly newestAudit: (query: AuditQuery) => Answered<AuditNewestResponse>;
  /** Has the server follow the whole chain. */
  readonly verifyAudit: () => Answered<AuditVerifyResponse>;
};

/** The lock manager of the browser, as much of it as is needed here. */
export type Locks = {
  readonly request: (
    name: string,
    options: { ifAvailable: true } | { steal: true },
    work: (lock: unknown) => Promise<void>,
  ) => Promise<void>;
};
