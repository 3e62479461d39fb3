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

/** A key of an officer's, in a tablet or in the hand (WebAuthn): the other second factor. */
export type OfficerPasskey = {
  /** Base64url, as the authenticator gave it. */
  readonly credentialId: string;
  readonly officerId: string;
  /** The host that it was made for, and is asked for again. */
  readonly rpId: string;
  /** COSE (RFC 9052), lower-case hex. */
  readonly publicKey: string;
  /** How often it was used, by its own word; must grow, or stay 0. */
  readonly counter: number;
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
  listPasskeys: (officerId: string) => Promise<OfficerPasskey[]>;
  findSession: (tokenHash: string) => Promise<OfficerSession | null>;
};

export type OfficerTransactor = {
  /** Replaces what was known of the officer on this unit, and ends their sessions there. */
  putAccount: (account: OfficerAccount) => Promise<void>;
  removeAccount: (unitId: string, officerId: string) => Promise<void>;
  putFactor: (factor: OfficerFactor) => Promise<void>;
  /** False: there is one of this id already. */
  insertPasskey: (passkey: OfficerPasskey) => Promise<boolean>;
  /** False: it was used meanwhile, or is gone. */
  notePasskeyUsed: (passkey: OfficerPasskey, counter: number) => Promise<boolean>;
  removePasskeysOf: (officerId: string) => Promise<void>;
  insertSession: (session: OfficerSession) => Promise<void>;
  touchSession: (tokenHash: string, usedAtMs: number) => Promise<void>;
  endSession: (tokenHash: string) => Promise<void>;
  endSessionsOf: (officerId: string) => Promise<void>;
};
