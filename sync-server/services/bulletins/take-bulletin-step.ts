import { isDeepStrictEqual } from 'node:util';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { PublishedBulletin } from '#domain/bulletin/bulletin.ts';
import {
  afterStep,
  type BulletinStanding,
  type BulletinStep,
} from '#domain/bulletin/bulletin-step.ts';
import type { BulletinStepRequest } from '#protocol/bulletins.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { KeptBulletin } from '../../store/bulletins.ts';
import type { OfficerSession } from '../../store/officer-account.ts';
import type { StoreReader, StoreTransactor } from '../../store/store.ts';
import type { ServicePorts } from '../service-ports.ts';

type Taking = Pick<BulletinStepRequest, 'bulletinId' | 'seen' | 'step'>;

/**
 * Does something with a bulletin. What is published goes into the feed in the same transaction. Who was overtaken is
 * told so; a request that is repeated is answered as the first time.
 */
export const takeBulletinStep = (
  { store, clock }: Pick<ServicePorts, 'store' | 'clock'>,
  { officerId, role, unitId, deviceId }: OfficerSession,
  { bulletinId, seen, step }: Taking,
): Promise<Result<Pick<BulletinStanding, 'state' | 'version'>, ProblemCode>> =>
  store.transact(
    async (tx): Promise<Result<Pick<BulletinStanding, 'state' | 'version'>, ProblemCode>> => {
      const atMs = clock();
      const taken = { bulletinId, seen, step };
      const early = await tx.findBulletin(bulletinId);
      if (early !== null && (await isTaken(tx, early, taken, officerId))) return ok(early);
      // The audit's head is one row: two who tap at once are taken one after the other.
      const deed = `bulletin-${step.step}`;
      const who = { officerId, role, unitId, deviceId };
      await tx.appendAudit({ atMs, ...who, deed, subjects: [bulletinId] });
      const before = await tx.findBulletin(bulletinId);
      if (before !== null && (await isTaken(tx, before, taken, officerId))) return ok(before);
      const after = afterStep(before, { step, seen, by: officerId, atMs });
      if (!after.ok)
        return after.error === 'bulletin/overtaken' && before === null
          ? fail('bulletin/unknown')
          : fail(after.error);
      const { version } = after.value;
      const reason = 'reason' in step ? step.reason : null;
      const told = await tell(tx, bulletinId, after.value, step, atMs);
      const { publishedAtMs = null, feedSeq = null } = told ?? before ?? {};
      const kept = { ...after.value, bulletinId, changedAtMs: atMs, publishedAtMs, feedSeq };
      await tx.putBulletin(kept, { version, step: step.step, atMs, officerId, reason });
      return ok(kept);
    },
  );

/** Whether this very step made the version that stands now. */
const isTaken = async (
  tx: Pick<StoreReader, 'listBulletinLines'>,
  { bulletinId, version, bulletin }: KeptBulletin,
  { seen, step }: Taking,
  officerId: string,
): Promise<boolean> => {
  if (version !== seen + 1) return false;
  const last = (await tx.listBulletinLines(bulletinId)).at(-1);
  if (last?.step !== step.step || last.officerId !== officerId) return false;
  return step.step !== 'written' || isDeepStrictEqual(step.bulletin, bulletin);
};

const tell = async (
  tx: StoreTransactor,
  bulletinId: string,
  { bulletin }: BulletinStanding,
  { step }: BulletinStep,
  atMs: number,
): Promise<{ publishedAtMs: number; feedSeq: number } | null> => {
  if (step === 'published') {
    const body: PublishedBulletin = { ...bulletin, bulletinId, publishedAtMs: atMs };
    const feedSeq = await tx.appendFeed('reference', [{ kind: 'bulletin', audience: null, body }]);
    return { publishedAtMs: atMs, feedSeq };
  }
  if (step === 'withdrawn') {
    const body = { bulletinId };
    await tx.stopSending(bulletinId);
    await tx.appendFeed('reference', [{ kind: 'bulletin.withdrawn', audience: null, body }]);
  }
  return null;
};
