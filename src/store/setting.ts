import type { Aim } from '#domain/bulletin/aim.ts';
import type { Role } from '#domain/officer/officer.ts';
import type { PinChange } from '#domain/officer/pin-change.ts';
import type { ClosingPoint } from '#domain/shift/shift-closing.ts';
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

/** Wrong PINs in a row. How long they cost is waited out by the page that runs. */
type PinFailures = { failures: number };

/** The vault's key, sealed under the key of each unit served; lower-case hex. Without it nothing here can be opened. */
type WrappedVaultKey = { wrapped: readonly string[] };

/** How the device's own reader opens the tablet for an officer; lower-case hex. */
export type Passkey = {
  readonly credentialId: string;
  readonly salt: string;
  /** The unit's key under what the passkey's PRF gives for the salt. */
  readonly wrapped: string;
  /** See `passkey-binding.ts`. */
  readonly boundTo: string;
};

/** A PIN that was chosen on this tablet, until another tablet's or an administrator's takes its place. */
export type KeptPinChange = {
  readonly change: PinChange;
  readonly proof: string;
  /** The server has answered that it stands. */
  readonly isSent: boolean;
};

/** Records that were deleted from this tablet because the server holds them and they are old. */
export type Forgotten = { readonly atMs: number; readonly count: number };

/** Ids of bulletins. Whoever acknowledged has read. */
export type BulletinMarks = {
  readonly read: readonly string[];
  readonly acknowledged: readonly string[];
};

export type BulletinDraft = {
  readonly bulletinId: string;
  /** The version that it was taken up at; 0: it is begun here. */
  readonly seen: number;
  readonly title: string;
  readonly text: string;
  readonly isUrgent: boolean;
  /** Null: not chosen yet. */
  readonly aim: Aim | null;
  /** As it stands in its field: local, without a zone. */
  readonly validUntil: string;
};
/** What was typed of a shift's exceptions, by point; kept until the shift is closed. */
export type WrittenExceptions = Partial<
  Record<ClosingPoint, { readonly words: string; readonly to: string }>
>;

/** What may be kept in `settings`, by key. */
export type SettingByKey = {
  /** `auto`: by the hour. */
  theme: 'auto' | 'day' | 'night' | 'sun';
  language: 'vi' | 'en';
  /** The camera that was chosen by hand, by the browser's name for it. */
  camera: string;
  /** Tones and buzzes of the lane. */
  sound: 'on' | 'off';
  /** The id and the key this tablet asks to be enrolled under, until it is. */
  enrolment: { readonly deviceId: string } & OwnKeyRow;
  /** The tablet was switched off and has erased itself. */
  erased: { readonly atMs: number };
  session: Session;
  contact: Contact;
  sender: SenderLease;
  /** Newest first. */
  forgotten: Forgotten[];
  vault: WrappedVaultKey;
  /** Rows from before there were keys may still be there. */
  unsealed: true;
  /** The device's passkeys give no secret, so that none can open the tablet. */
  noPasskeys: true;
  /** When this tablet's patrol last said where it stands. */
  stood: { readonly atMs: number };
  /** Declarations that do not match the registry and were confirmed as seen; the newest last. */
  unmatchedSeen: readonly string[];
  /** Who is looked for, sealed, and how far the list goes. */
  watchlist: {
    readonly epoch: string;
    readonly seq: number;
    readonly floor: number;
    readonly sealed: Uint8Array;
  };
  /** What an officer has read and acknowledged here; the latest last. */
  [bulletinsOfOfficer: `bulletins:${string}`]: BulletinMarks;
  /** What is being written at the command post, as it was last typed. */
  [writtenByOfficer: `bulletinDraft:${string}`]: BulletinDraft;
  /** Why a shift is to be closed all the same, as far as it was typed. */
  [closingOfShift: `closing:${string}`]: WrittenExceptions;
  [passkeyOfOfficer: `passkey:${string}`]: Passkey;
  [codesOfOfficer: `codeHand:${string}`]: { readonly sealed: Uint8Array };
  [reportBeingTyped: `reportDraft:${string}`]: { readonly sealed: Uint8Array };
  [whyVoid: `whyVoid:${string}`]: { readonly sealed: Uint8Array };
  [pinChangeOfOfficer: `pinChange:${string}`]: KeptPinChange;
  [pinFailures: `pin:${string}`]: PinFailures;
};
export type SettingKey = keyof SettingByKey;
export type SettingRow = { key: string; value: unknown };
