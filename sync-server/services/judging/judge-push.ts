import { ok, type Result } from '#domain/core/result.ts';
import { declarationValidMs } from '#domain/declaration/doubts.ts';
import type { ArrivedEntry, EntryReading } from '#domain/log/arrival.ts';
import type { OpenFrame } from '#domain/log/sealed-frame.ts';
import { genesisDigest } from '#domain/log/chain.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { decodePushBody, framesOf } from '#protocol/push-body.ts';
import { pushFromV1, pushRequestV1Schema } from '#protocol/push-v1.ts';
import type { PushedEntry, PushRequest } from '#protocol/push.ts';
import { readPushRequest } from '#protocol/read-push.ts';
import type { CustodyRequest, PackedRequest } from '../../store/custody-request.ts';
import type { EnrolledDevice } from '../../store/device.ts';
import { isWholeTransfer, nativeHashOf } from '../native-hash.ts';
import { readArrival } from '../read-arrival.ts';
import { malformed, readMessage, readRequest, versionOf } from '../read-request.ts';

/** A push as it came, and what has to be known to judge it. */
export type PushToJudge = {
  /** The bytes of a CBOR body, or a JSON body that was read. */
  readonly body: unknown;
  readonly device: EnrolledDevice;
  /** How far each log of the unit was held a moment ago: what lies before need not be read again. */
  readonly headByLog: ReadonlyMap<string, number>;
  readonly nowMs: number;
};

/** A signed declaration that was shown. Unix milliseconds. */
export type CodeUse = {
  readonly declarationId: string;
  readonly recordId: string;
  readonly atMs: number;
  readonly untilMs: number;
};

/** What the ledger is to be asked, and how the tablet is to be answered. */
export type JudgedPush<Asked = CustodyRequest | PackedRequest> = {
  readonly version: number;
  readonly nonce: string;
  readonly asked: Asked;
  /** Signed declarations that were shown, to be told to every unit. */
  readonly uses: readonly CodeUse[];
};

/**
 * Everything about a push that can be known without the ledger. It is what a push costs most of, which
 * is why it can also be done in other threads: see `judge-pool.ts`.
 */
export const judgePush = (
  push: PushToJudge,
  openFrame: OpenFrame,
): Result<JudgedPush<CustodyRequest>, ProblemCode> => {
  const { body } = push;
  const input = body instanceof Uint8Array ? decodePushBody(body) : body;
  const version = versionOf(input) ?? 0;
  const request = version === 1 ? readVersion1(input) : readMessage(readPushRequest, input);
  if (!request.ok) return request;
  const asked = toCustodyRequest(push, request.value, openFrame);
  if (asked === null) return malformed;
  return ok({ version, nonce: request.value.nonce, asked, uses: asked.entries.flatMap(toUses) });
};

const toUses = ({ fault, effect }: ArrivedEntry): CodeUse[] => {
  if (fault !== null || effect?.kind !== 'record' || !effect.signed) return [];
  const { declarationId, atMs } = effect.signed;
  const { recordId } = effect;
  return [{ declarationId, recordId, atMs, untilMs: atMs + declarationValidMs }];
};

/** A page from before the last update, which has yet to be left. */
const readVersion1 = (input: unknown): Result<PushRequest, ProblemCode> => {
  const message = readRequest(pushRequestV1Schema, input, [1]);
  return message.ok ? ok(pushFromV1(message.value, base64ToBytes)) : message;
};

const base64ToBytes = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(text, 'base64'));

/** Null when the transfer was damaged: the bytes are not those that were sent. */
const toCustodyRequest = (
  { device, headByLog, nowMs }: PushToJudge,
  request: PushRequest,
  openFrame: OpenFrame,
): CustodyRequest | null => {
  const hashes = framesOf(request).map(nativeHashOf);
  if (!isWholeTransfer(hashes, request.check)) return null;
  const { entries, alerts = [], incidents = [], skip, logId, from, queue } = request;
  const skipCount = skip?.count ?? 0;
  const heldBefore = (headByLog.get(logId) ?? 0) - from - skipCount + 1;
  const known = Math.max(0, Math.min(heldBefore, entries.length));
  const hashOf = (index: number): string => hashes[index] ?? '';
  const arrive = (entry: PushedEntry, index: number): ArrivedEntry => ({
    entryId: entry.entryId,
    frame: entry.frame,
    hash: hashOf(index),
    ...distrusted(
      device,
      readArrival(entry.frame, { entryId: entry.entryId, unitId: device.unitId }, openFrame),
    ),
  });
  return {
    unitId: device.unitId,
    deviceId: device.deviceId,
    logId,
    genesis: genesisDigest(logId),
    from,
    skipCount,
    resent: entries.slice(0, known).map(({ entryId }, index) => ({ entryId, hash: hashOf(index) })),
    entries: entries.slice(known).map((entry, index) => arrive(entry, known + index)),
    alerts: alerts.map((alert, index) => ({
      ...arrive(alert, entries.length + index),
      // Nobody is to act on what strange hands may have written; the log brings it again, in quarantine.
      ...(isSwitchedOff(device) ? { kind: null, shiftId: null } : {}),
      position: alert.position,
    })),
    incidents,
    queue,
    report: {
      contactAtMs: nowMs,
      clockOffsetMs: nowMs - request.clock.wall,
      app: request.app,
      epochSeen: request.epochSeen,
      ...(request.tablet && { told: request.tablet }),
    },
  };
};

const isSwitchedOff = ({ ending }: EnrolledDevice): boolean => ending?.kind === 'switched-off';

/** What a switched-off tablet sends is taken into custody, and nothing follows from it. */
const distrusted = (device: EnrolledDevice, reading: EntryReading): EntryReading =>
  isSwitchedOff(device) ? { ...reading, fault: 'device/switched-off', effect: null } : reading;
