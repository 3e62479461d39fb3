import type { Role } from '#domain/officer/officer.ts';

export type Session = {
  sessionId: string;
  officerId: string;
  role: Role;
  startedWallMs: number;
};

/** When the server was last heard, by this tablet's clock; survives restarts. */
export type Contact = {
  lastContactAtMs: number | null;
  lastFailureAtMs: number | null;
  /** Code of the last failure, null once the server was heard again. */
  lastFailure: string | null;
  epoch: string | null;
  /** Server clock minus tablet clock, milliseconds, and when that was measured. */
  offsetMs: number | null;
  offsetAtMs: number | null;
};

export const noContact: Contact = {
  lastContactAtMs: null,
  lastFailureAtMs: null,
  lastFailure: null,
  epoch: null,
  offsetMs: null,
  offsetAtMs: null,
};

export type PinFailures = { failures: number; notBeforeMs: number };

/** What may be kept in `settings`, by key. */
export type SettingByKey = {
  /** `auto`: by the hour. */
  theme: 'auto' | 'day' | 'night' | 'sun';
  language: 'vi' | 'en';
  /** The id this tablet asks to be enrolled under, until it is. */
  enrolling: string;
  session: Session;
  contact: Contact;
  [pinFailures: `pin:${string}`]: PinFailures;
};
export type SettingKey = keyof SettingByKey;
export type SettingRow = { key: string; value: unknown };
