import type { Role } from '#domain/officer/officer.ts';

/** An officer as the server knows one; of a unit, because each unit's officers are told apart. */
export type OfficerAccount = {
  /** The unit on whose tablets the officer signs in; who serves the whole city has an account on each. */
  readonly unitId: string;
  readonly officerId: string;
  readonly role: Role;
  /** What the PIN gives, see `sign-in-proof.ts`; lower-case hex. */
  readonly signInKey: string;
};

/** The second factor of an officer, one for all units. */
export type OfficerFactor = {
  readonly officerId: string;
  /** Shared with the officer's authenticator (RFC 6238), lower-case hex. */
  readonly secret: string;
  /** The last time step that was accepted: none counts twice. */
  readonly lastStep: number;
  /** Wrong codes in a row, and until when the next one is not looked at. Unix milliseconds. */
  readonly failures: number;
  readonly waitUntilMs: number;
};

/** An officer at work with the server, on one tablet. */
export type OfficerSession = {
  /** SHA-256 of the token; the token itself is kept nowhere. */
  readonly tokenHash: string;
  readonly unitId: string;
  readonly deviceId: string;
  readonly officerId: string;
  readonly role: Role;
  readonly factors: 1 | 2;
  readonly usedAtMs: number;
  readonly endsAtMs: number;
};

export type OfficerReader = {
  findAccount: (unitId: string, officerId: string) => Promise<OfficerAccount | null>;
  findFactor: (officerId: string) => Promise<OfficerFactor | null>;
  findSession: (tokenHash: string) => Promise<OfficerSession | null>;
};

export type OfficerTransactor = {
  /** Replaces what was known of the officer on this unit, and ends their sessions there. */
  putAccount: (account: OfficerAccount) => Promise<void>;
  removeAccount: (unitId: string, officerId: string) => Promise<void>;
  putFactor: (factor: OfficerFactor) => Promise<void>;
  insertSession: (session: OfficerSession) => Promise<void>;
  touchSession: (tokenHash: string, usedAtMs: number) => Promise<void>;
  endSession: (tokenHash: string) => Promise<void>;
  endSessionsOf: (officerId: string) => Promise<void>;
};
