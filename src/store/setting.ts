import type { Role } from '#domain/officer/officer.ts';
import type { OwnKeyRow } from './rows.ts';
import type { Contact } from '../sync/core/contact.ts';

export type Session = {
  sessionId: string;
  officerId: string;
  role: Role;
  startedWallMs: number;
};

/** Who sends for this profile, and when it last showed that it lives. */
export type SenderLease = { readonly senderId: string; readonly atMs: number };

export type PinFailures = { failures: number; notBeforeMs: number };

/** What may be kept in `settings`, by key. */
export type SettingByKey = {
  /** `auto`: by the hour. */
  theme: 'auto' | 'day' | 'night' | 'sun';
  language: 'vi' | 'en';
  /** The id and the key this tablet asks to be enrolled under, until it is. */
  enrolment: { readonly deviceId: string } & OwnKeyRow;
  /** The tablet was switched off and has erased itself. */
  erased: { readonly atMs: number };
  session: Session;
  contact: Contact;
  sender: SenderLease;
  [pinFailures: `pin:${string}`]: PinFailures;
};
export type SettingKey = keyof SettingByKey;
export type SettingRow = { key: string; value: unknown };
