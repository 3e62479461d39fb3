import { reachesCitizens } from '#domain/bulletin/aim.ts';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { OfficerSession } from '../../store/officer-account.ts';
import type { ServicePorts } from '../service-ports.ts';

/** In one request; the service takes no more. */
const perBatch = 1000;

/** Has a published bulletin for citizens sent to everybody on the list; said twice, it is sent once. @returns to how many */
export const beginSending = async (
  { store, clock }: Pick<ServicePorts, 'store' | 'clock'>,
  { officerId, role, unitId, deviceId }: OfficerSession,
  bulletinId: string,
): Promise<Result<number, ProblemCode>> => {
  const epoch = await store.epoch();
  return store.transact(async (tx): Promise<Result<number, ProblemCode>> => {
    const atMs = clock();
    const early = await tx.findSending(bulletinId);
    if (early !== null) return ok(early.recipients);
    const who = { officerId, role, unitId, deviceId };
    await tx.appendAudit({ atMs, ...who, deed: 'bulletin-sent', subjects: [bulletinId] });
    const kept = await tx.findBulletin(bulletinId);
    if (kept === null) return fail('bulletin/unknown');
    const { state, bulletin } = kept;
    const isForThem = reachesCitizens(bulletin.aim) && atMs < bulletin.validUntilMs;
    if (state !== 'published' || !isForThem) return fail('bulletin/not-for-citizens');
    const { title, text } = bulletin;
    await tx.planSending({ bulletinId, title, text, begunAtMs: atMs, epoch, perBatch });
    return ok((await tx.findSending(bulletinId))?.recipients ?? 0);
  });
};
