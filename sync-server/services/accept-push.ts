import { hexToBytes } from '@noble/hashes/utils.js';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { ArrivedEntry } from '#domain/log/arrival.ts';
import { genesisDigest, hashOf } from '#domain/log/chain.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { framesOf, transferCheck } from '#protocol/push-body.ts';
import type { PushedEntry, PushRequest, PushResponse } from '#protocol/push.ts';
import type { CustodyAnswer, CustodyRequest } from '../store/custody-request.ts';
import { unitScope, type EnrolledDevice } from '../store/store.ts';
import { readArrival } from './read-arrival.ts';
import type { ServicePorts } from './service-ports.ts';

/**
 * Takes entries into custody: all of the push or nothing, and its answer only after the commit.
 * Everything that can be known without the ledger is known before it is asked.
 * @param minIntervalMs how long the tablet is asked to wait before its next push
 */
export const acceptPush = async (
  { store, clock }: ServicePorts,
  device: EnrolledDevice,
  request: PushRequest,
  minIntervalMs: number,
): Promise<Result<PushResponse, ProblemCode>> => {
  const nowMs = clock();
  const asked = toCustodyRequest(device, request, nowMs);
  if (!asked) return fail('request/malformed');
  const answer = await store.takeCustody(asked);
  if (!answer) return fail('device/not-allowed');
  return ok(toResponse(device, request.nonce, answer, nowMs, minIntervalMs));
};

/** Null when the transfer was damaged: the bytes are not those that were sent. */
const toCustodyRequest = (
  device: EnrolledDevice,
  request: PushRequest,
  nowMs: number,
): CustodyRequest | null => {
  const hashes = framesOf(request).map(hashOf);
  const check = transferCheck(hashes.map(hexToBytes));
  if (Buffer.compare(check, request.check) !== 0) return null;
  const { entries, alerts = [], incidents = [], skip, logId, from, queue } = request;
  const arrive = (entry: PushedEntry, index: number): ArrivedEntry => ({
    entryId: entry.entryId,
    frame: entry.frame,
    hash: hashes[index] ?? '',
    ...readArrival(entry.frame, entry.entryId, device.unitId),
  });
  return {
    unitId: device.unitId,
    deviceId: device.deviceId,
    logId,
    genesis: genesisDigest(logId),
    from,
    skipCount: skip?.count ?? 0,
    entries: entries.map(arrive),
    alerts: alerts.map((alert, index) => ({
      ...arrive(alert, entries.length + index),
      position: alert.position,
    })),
    incidents,
    queue,
    report: {
      contactAtMs: nowMs,
      clockOffsetMs: nowMs - request.clock.wall,
      app: request.app,
      epochSeen: request.epochSeen,
    },
  };
};

const toResponse = (
  { unitId }: EnrolledDevice,
  nonce: string,
  { epoch, ackedThrough, digest, results, feedHead, forked }: CustodyAnswer,
  nowMs: number,
  minIntervalMs: number,
): PushResponse => ({
  nonce,
  epoch,
  ackedThrough,
  digest,
  results: [...results],
  feedHeads: feedHead === null ? {} : { [unitScope(unitId)]: feedHead },
  serverTime: nowMs,
  pace: { minIntervalMs },
  ...(forked ? { command: 'fork' as const } : {}),
});
