import type { BulletinStanding } from '#domain/bulletin/bulletin-step.ts';
import type { Receipt } from '#domain/bulletin/count-reach.ts';
import type { Officer } from '#domain/officer/officer.ts';
import type { Device } from './device.ts';
import type { StoredEntry } from './store.ts';

export type KeptBulletin = BulletinStanding & {
  readonly bulletinId: string;
  readonly changedAtMs: number;
  /** Null: it never was. */
  readonly publishedAtMs: number | null;
  /** Place of its line in the feed `reference`; null: it was never published. */
  readonly feedSeq: number | null;
};

type BulletinLine = {
  /** The version that it made. */
  readonly version: number;
  readonly step: string;
  readonly atMs: number;
  readonly officerId: string;
  readonly reason: string | null;
};

/** An entry that says that a bulletin was read or acknowledged, and the tablet that it came from. */
type ArrivedReceipt = Pick<StoredEntry, 'unitId' | 'entryId' | 'frame' | 'receivedAtMs'> &
  Pick<Device, 'deviceId'>;

export type BulletinReader = {
  findBulletin: (bulletinId: string) => Promise<KeptBulletin | null>;
  /** The latest changed first; without those that were discarded. */
  listBulletins: (limit: number) => Promise<KeptBulletin[]>;
  /** Published, not withdrawn, and valid beyond this instant. */
  listInForce: (nowMs: number) => Promise<KeptBulletin[]>;
  /** By version. */
  listBulletinLines: (bulletinId: string) => Promise<BulletinLine[]>;
  listReceipts: (bulletinId: string) => Promise<Receipt[]>;
  /** Tablets that have pulled it, or said something of it. */
  listReachedBy: (
    bulletin: Pick<KeptBulletin, 'bulletinId' | 'feedSeq'>,
  ) => Promise<Pick<Device, 'unitId' | 'deviceId'>[]>;
  /** Everybody whom the feed has made known and not taken back. */
  listKnownOfficers: () => Promise<Pick<Officer, 'officerId' | 'name' | 'role' | 'unitId'>[]>;
  /** Place of the last line of the feed `reference` that a tablet should not wait for; 0: there is none. */
  newsHead: () => Promise<number>;
  /** The last bulletin's place up to and including a place of the feed; 0: there is none. */
  lastBulletinThrough: (seq: number) => Promise<number>;
  /** How far a tablet is known to have come; 0: nothing is known. */
  reachedThrough: (device: Pick<Device, 'unitId' | 'deviceId'>) => Promise<number>;
  /** With bytes, the oldest first. */
  listUnnotedReceipts: (receivedSinceMs: number, limit: number) => Promise<ArrivedReceipt[]>;
};

export type BulletinTransactor = {
  /** Puts it where it stands now, with the line of how it came there. */
  putBulletin: (bulletin: KeptBulletin, line: BulletinLine) => Promise<void>;
  /** False: it was noted before. */
  noteReceipt: (
    receipt: Receipt &
      Pick<ArrivedReceipt, 'entryId' | 'deviceId'> & {
        readonly bulletinId: string;
        readonly atMs: number;
      },
  ) => Promise<boolean>;
  /** Never goes back. */
  noteReachedThrough: (device: Pick<Device, 'unitId' | 'deviceId'>, seq: number) => Promise<void>;
};
