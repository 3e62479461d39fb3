import { fail, ok, type Result } from '#domain/core/result.ts';
import { hexToBytes } from '@noble/hashes/utils.js';
import { genesisDigest, hashOf, nextDigest } from '#domain/log/chain.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { framesOf, transferCheck } from '#protocol/push-body.ts';
import type { PushRequest, PushResponse, PushResult } from '#protocol/push.ts';
import type {
  EnrolledDevice,
  LogStanding,
  NewFeedLine,
  StoredLog,
  StoreTransactor,
} from '../store/store.ts';
import { foldEntry } from './fold-entry.ts';
import { judgeEntry } from './judge-entry.ts';
import type { ServicePorts } from './service-ports.ts';

type Arrival = {
  readonly position: number;
  readonly entryId: string;
  readonly hash: string;
  readonly frame: Uint8Array;
};

type OneResult = Omit<PushResult, 'from' | 'through'> & { readonly position: number };

type Taken = {
  readonly ackedThrough: number;
  readonly digest: string;
  readonly results: readonly OneResult[];
  readonly lines: readonly NewFeedLine[];
  readonly forked: boolean;
};

/**
 * Takes entries into custody: all of the push or nothing, and its answer only after the commit.
 * Sending the same again changes nothing, however it is cut.
 */
export const acceptPush = async (
  { store, clock }: ServicePorts,
  device: EnrolledDevice,
  request: PushRequest,
): Promise<Result<PushResponse, ProblemCode>> => {
  const arrivals = readArrivals(request);
  if (!arrivals) return fail('request/malformed');
  const { unitId, deviceId } = device;
  const { logId } = request;
  return store.transact(async (tx) => {
    const nowMs = clock();
    const fresh = { unitId, logId, deviceId, ackedThrough: 0, digest: genesisDigest(logId) };
    const log = await tx.lockLog(fresh);
    if (log.deviceId !== deviceId) return fail('device/not-allowed');
    const taken = await takeCustody(tx, log, arrivals, nowMs);
    const scope = `unit:${unitId}`;
    const feedHeads =
      taken.lines.length > 0 ? { [scope]: await tx.appendFeed(scope, taken.lines) } : {};
    await tx.advanceLog(log, await standingAfter(tx, log, request, taken));
    await tx.reportDevice(device, {
      logId,
      contactAtMs: nowMs,
      clockOffsetMs: nowMs - request.clock.wall,
      app: request.app,
      epochSeen: request.epochSeen,
    });
    return ok({
      nonce: request.nonce,
      epoch: await tx.epoch(),
      ackedThrough: taken.ackedThrough,
      digest: taken.digest,
      results: inRuns(taken.results),
      feedHeads,
      serverTime: nowMs,
      pace: { minIntervalMs: 0 },
      ...(taken.forked ? { command: 'fork' as const } : {}),
    });
  });
};

const inRuns = (results: readonly OneResult[]): PushResult[] => {
  const runs: PushResult[] = [];
  for (const { position, ...result } of results) {
    const last = runs.at(-1);
    const goesOn = last?.status === result.status && last.reason === result.reason;
    if (last && goesOn) last.through = position;
    else runs.push({ from: position, through: position, ...result });
  }
  return runs;
};

/** Null when the transfer was damaged: the bytes are not those that were sent. */
const readArrivals = (request: PushRequest): Arrival[] | null => {
  const hashes = framesOf(request).map(hashOf);
  const check = transferCheck(hashes.map(hexToBytes));
  if (Buffer.compare(check, request.check) !== 0) return null;
  return request.entries.map((entry, index) => ({
    ...entry,
    position: request.from + index,
    hash: hashes[index] ?? '',
  }));
};

const takeCustody = async (
  tx: StoreTransactor,
  log: StoredLog,
  arrivals: readonly Arrival[],
  nowMs: number,
): Promise<Taken> => {
  const results: OneResult[] = [];
  const lines: NewFeedLine[] = [];
  let { ackedThrough, digest } = log;
  const taken = (forked: boolean): Taken => ({ ackedThrough, digest, results, lines, forked });
  const first = arrivals[0]?.position ?? 1;
  // A gap: what lies between has to come first.
  if (first > ackedThrough + 1) return taken(false);

  const known = await tx.readEntries(log, first, first + arrivals.length - 1);
  for (const arrival of arrivals) {
    const { position, entryId, hash, frame } = arrival;
    if (position <= log.ackedThrough) {
      const stored = known.get(position);
      if (stored?.entryId !== entryId || stored.hash !== hash) return taken(true);
      results.push({ position, status: 'duplicate' });
      continue;
    }
    const earlierHashes = await tx.hashesOfEntry(log.unitId, entryId);
    const judgement = judgeEntry({
      frame,
      hash,
      entryId,
      unitId: log.unitId,
      earlierHashes,
    });
    const { status, envelope } = judgement;
    const reason = status === 'quarantined' ? judgement.reason : null;
    await tx.insertEntry({
      unitId: log.unitId,
      logId: log.logId,
      position,
      entryId,
      hash,
      frame,
      kind: envelope?.kind ?? null,
      subjectId: envelope?.subjectId ?? null,
      shiftId: envelope?.shiftId ?? null,
      status,
      reason,
      receivedAtMs: nowMs,
    });
    if (status === 'applied') {
      lines.push(...(await foldEntry(tx, { ...log, position }, judgement.entry)));
    }
    results.push(reason === null ? { position, status } : { position, status, reason });
    ackedThrough = position;
    digest = nextDigest(digest, hash);
  }
  if (ackedThrough > log.ackedThrough) {
    const body = { logId: log.logId, from: log.ackedThrough + 1, through: ackedThrough };
    lines.push({ kind: 'entries.accepted', audience: null, body });
  }
  return taken(false);
};

/** The tablet counted before this request; what the server now holds of that is no longer unsent. */
const standingAfter = async (
  tx: StoreTransactor,
  log: StoredLog,
  { from, queue }: PushRequest,
  { ackedThrough, digest, forked }: Taken,
): Promise<LogStanding> => {
  const held = forked ? 0 : Math.max(0, ackedThrough - from + 1);
  const heldRecords =
    held > 0 ? await tx.countEntriesOfKind(log, 'crossing.recorded', from, ackedThrough) : 0;
  // What the tablet believes delivered and this ledger does not hold (it was restored) is unsent as well.
  const lostHere = Math.max(0, from - 1 - ackedThrough);
  const unsentEntries = Math.max(0, queue.depth - held) + (forked ? 0 : lostHere);
  return {
    ackedThrough,
    digest,
    unsentEntries,
    unsentRecords: Math.max(0, queue.records - heldRecords),
    oldestUnsentWallMs: unsentEntries > 0 ? queue.oldestWallMs : null,
    forked,
  };
};
