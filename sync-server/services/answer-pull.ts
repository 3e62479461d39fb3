import { fail, ok, type Result } from '#domain/core/result.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { PullQuery, PullResponse } from '#protocol/pull.ts';
import type { EnrolledDevice } from '../store/device.ts';
import { noteReached } from './bulletins/note-receipts.ts';
import { isBulletinForOthers } from './bulletins/tell-bulletins.ts';
import type { ServicePorts } from './service-ports.ts';

/**
 * One page of a feed. Lines meant for other units are left out, so that `seq` may skip numbers;
 * the cursor follows the true numbers and misses nothing.
 */
export const answerPull = async (
  { store, clock }: Pick<ServicePorts, 'store' | 'clock'>,
  device: EnrolledDevice,
  { scope, cursor, limit, epoch: epochSeen }: PullQuery,
): Promise<Result<PullResponse, ProblemCode>> => {
  if (scope !== 'reference' && scope !== `unit:${device.unitId}`) return fail('device/not-allowed');
  const epoch = await store.epoch();
  const head = await store.feedHead(scope);
  const isForeign = cursor > head || (epochSeen !== undefined && epochSeen !== epoch);
  const after = isForeign ? 0 : cursor;
  if (scope === 'reference' && !isForeign) await noteReached({ store }, device, cursor);
  const lines = await store.readFeed({
    scope,
    audience: device.unitId,
    after,
    through: head,
    limit: limit + 1,
  });
  const hasMore = lines.length > limit;
  const page = lines.slice(0, limit);
  return ok({
    epoch,
    changes: await withoutOthersBulletins({ store, clock }, device, page),
    cursor: hasMore ? (page.at(-1)?.seq ?? after) : head,
    hasMore,
    ...(isForeign ? { reset: true } : {}),
  });
};

const withoutOthersBulletins = async (
  { store, clock }: Pick<ServicePorts, 'store' | 'clock'>,
  { unitId }: EnrolledDevice,
  lines: PullResponse['changes'],
): Promise<PullResponse['changes']> => {
  if (!lines.some(({ kind }) => kind === 'bulletin')) return lines;
  const units = await store.listUnits();
  const place = units.find((unit) => unit.unitId === unitId) ?? { unitId, district: '' };
  const nowMs = clock();
  return lines.filter((line) => !isBulletinForOthers(line, place, nowMs));
};
