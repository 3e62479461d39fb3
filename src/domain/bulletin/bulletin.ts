import { z } from 'zod';
import { aimSchema, reachesOfficer, type Reader } from './aim.ts';

const said = {
  title: z.string().trim().min(1).max(120),
  text: z.string().trim().min(1).max(2000),
  /** It rings until it was acknowledged. */
  isUrgent: z.boolean(),
  /** Unix milliseconds; from then on it is shown no more. */
  validUntilMs: z.int().min(0),
};

/** What the command post writes. */
export const bulletinSchema = z.strictObject({ ...said, aim: aimSchema });
export type Bulletin = z.infer<typeof bulletinSchema>;

/** A bulletin as it was published. It never changes; another one takes its place, or it is withdrawn. */
export const publishedBulletinSchema = z.object({
  bulletinId: z.uuid(),
  ...said,
  aim: aimSchema,
  publishedAtMs: z.int().min(0),
});
export type PublishedBulletin = z.infer<typeof publishedBulletinSchema>;

/** What is told of one that is withdrawn. */
export const bulletinWithdrawalSchema = z.object({ bulletinId: z.uuid() });

/** What an entry `bulletin.read` or `bulletin.acknowledged` says; its subject is the bulletin, its officer who did. */
export const bulletinReceiptSchema = z.strictObject({});

/**
 * What an officer is to see now, the urgent first, the newest of them first.
 * @param published in any order, however often
 * @param withdrawn ids; told before or after what they withdraw
 */
export const bulletinsInForce = (
  published: readonly PublishedBulletin[],
  withdrawn: ReadonlySet<string>,
  reader: Reader,
  nowMs: number,
): PublishedBulletin[] => {
  const byId = new Map(published.map((one) => [one.bulletinId, one]));
  return [...byId.values()]
    .filter((one) => !withdrawn.has(one.bulletinId) && nowMs < one.validUntilMs)
    .filter(({ aim }) => reachesOfficer(aim, reader))
    .toSorted(inOrder);
};

export const inOrder = (one: PublishedBulletin, other: PublishedBulletin): number =>
  Number(other.isUrgent) - Number(one.isUrgent) ||
  other.publishedAtMs - one.publishedAtMs ||
  (one.bulletinId < other.bulletinId ? -1 : 1);
