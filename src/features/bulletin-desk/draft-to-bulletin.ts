import { bulletinSchema, type Bulletin } from '#domain/bulletin/bulletin.ts';
import type { DeskBulletin } from '#protocol/bulletins.ts';
import type { BulletinDraft } from '../../store/setting.ts';

/** Vietnam keeps one time zone, whatever a tablet is set to. */
const zone = '+07:00';
const zoneMs = 7 * 3_600_000;

/** What a field of date and time shows of an instant. */
export const instantToField = (atMs: number): string =>
  new Date(atMs + zoneMs).toISOString().slice(0, 16);

/** What is typed, as a bulletin; null: something is missing, or its end has come. */
export const draftToBulletin = (draft: BulletinDraft, nowMs: number): Bulletin | null => {
  const { title, text, isUrgent, aim } = draft;
  const validUntilMs = Date.parse(`${draft.validUntil}:00${zone}`);
  const read = bulletinSchema.safeParse({ title, text, isUrgent, aim, validUntilMs });
  return read.success && read.data.validUntilMs > nowMs ? read.data : null;
};

export const blankDraft = (): BulletinDraft => ({
  bulletinId: crypto.randomUUID(),
  seen: 0,
  title: '',
  text: '',
  isUrgent: false,
  aim: null,
  validUntil: '',
});

export const bulletinToDraft = ({ bulletinId, version, bulletin }: DeskBulletin): BulletinDraft => {
  const { title, text, isUrgent, aim, validUntilMs } = bulletin;
  const validUntil = instantToField(validUntilMs);
  return { bulletinId, seen: version, title, text, isUrgent, aim, validUntil };
};
