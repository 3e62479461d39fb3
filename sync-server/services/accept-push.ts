import { fail, ok, type Result } from '#domain/core/result.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { responseToV1, type PushResponseV1 } from '#protocol/push-v1.ts';
import type { PushResponse } from '#protocol/push.ts';
import type { CustodyAnswer } from '../store/custody-request.ts';
import type { EnrolledDevice } from '../store/device.ts';
import { unitScope } from '../store/store.ts';
import { tellCodeUses } from './declarations/tell-code-uses.ts';
import type { Judge } from './judging/judge.ts';
import type { ServicePorts } from './service-ports.ts';

/**
 * Takes entries into custody: all of the push or nothing, and its answer only after the commit.
 * @param body as it came
 * @param minIntervalMs how long the tablet is asked to wait before its next push
 */
export const acceptPush = async (
  { store, clock, judge }: ServicePorts & { readonly judge: Judge },
  device: EnrolledDevice,
  body: unknown,
  minIntervalMs: number,
): Promise<Result<PushResponse | PushResponseV1, ProblemCode>> => {
  const nowMs = clock();
  const headByLog = await store.headsOf(device);
  const judged = await judge({ body, device, headByLog, nowMs });
  if (!judged.ok) return judged;
  const { version, nonce, asked, uses } = judged.value;
  await tellCodeUses({ store, clock }, asked.unitId, uses);
  const answer = await store.takeCustody(asked);
  if (!answer) return fail('device/not-allowed');
  const told = { nonce, serverTime: nowMs, pace: { minIntervalMs } };
  const response = toResponse(asked.unitId, answer, told);
  // A page of an older version would not understand the word, and not the answer around it.
  const mayErase = device.ending !== null && answer.unsentEntries === 0 && version >= 3;
  if (mayErase && !answer.forked) return ok({ ...response, command: 'erase' });
  return ok(version === 1 ? responseToV1(response) : response);
};

const toResponse = (
  unitId: string,
  { epoch, ackedThrough, digest, results, feedHead, forked }: CustodyAnswer,
  told: Pick<PushResponse, 'nonce' | 'serverTime' | 'pace'>,
): PushResponse => ({
  ...told,
  epoch,
  ackedThrough,
  digest,
  results: [...results],
  feedHeads: feedHead === null ? {} : { [unitScope(unitId)]: feedHead },
  ...(forked ? { command: 'fork' as const } : {}),
});
