import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { uuidV8 } from '#domain/core/uuid.ts';
import { genesisDigest, hashOf } from '#domain/log/chain.ts';
import type { CarryRequest, CarryResponse } from '#protocol/carry.ts';
import { openParcel, type Parcel } from '#protocol/parcel.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { deviceKeySchema } from '#protocol/device-key.ts';
import { unpackRequest, type CustodyRequest } from '../store/custody-request.ts';
import type { EnrolledDevice } from '../store/device.ts';
import type { LogKey, LogProof } from '../store/store.ts';
import { tellCodeUses } from './declarations/tell-code-uses.ts';
import { verifyHere } from './identify-device.ts';
import type { Judge } from './judging/judge.ts';
import type { ReceiptSigner } from './receipt-signer.ts';
import type { ServicePorts } from './service-ports.ts';

type Ports = ServicePorts & {
  readonly judge: Judge;
  readonly receiptSigner: () => Promise<ReceiptSigner>;
};

/**
 * Takes into custody what one tablet brings of another one: as if that one had sent it, because its signature
 * says so, whoever carries it. All of the parcel or nothing, answered only after the commit.
 * @param courier who brings it
 */
export const acceptCarried = async (
  ports: Ports,
  courier: EnrolledDevice,
  { nonce, parcel: bytes }: CarryRequest,
): Promise<Result<CarryResponse, ProblemCode>> => {
  const { store, clock } = ports;
  const opened = openParcel(bytes);
  if (opened === null) return fail('parcel/refused');
  const { parcel } = opened;
  const origin = await store.findDevice(parcel.deviceId);
  if (!origin || origin.publicKey === null || origin.unitId !== parcel.unitId) {
    return fail('parcel/refused');
  }
  const key = deviceKeySchema.parse(JSON.parse(origin.publicKey));
  if (!(await opened.isSignedBy(key, verifyHere))) return fail('parcel/refused');
  const log = { unitId: origin.unitId, logId: parcel.logId };
  const before = await store.findLog(log);
  const goesOn = !(await isOtherHistory(ports, log, before, parcel));
  const taken = goesOn ? await takeAsSent(ports, origin, parcel) : null;
  if (taken?.ok === false) return taken;
  const told = { nonce, epoch: await store.epoch(), serverTime: clock(), receipt: null };
  if (!taken || taken.value.forked) {
    const kept = await takeApart(ports, origin, parcel);
    if (!kept.ok) return kept;
    return ok({ ...told, outcome: 'kept-apart', ackedThrough: before?.ackedThrough ?? 0 });
  }
  const held = await store.findLog(log);
  if (held === null) return fail('server/failed');
  const { ackedThrough, digest, records, quarantined, skipped } = held;
  if (ackedThrough < parcel.through) return ok({ ...told, outcome: 'waits', ackedThrough });
  // Who was switched off still delivers what it carries, and is told nothing.
  if (courier.ending !== null) return ok({ ...told, outcome: 'held', ackedThrough });
  const signer = await ports.receiptSigner();
  const { epoch, serverTime: issuedAtMs } = told;
  const counts = { count: ackedThrough, digest, records, quarantined, skipped };
  // Its tablet has signed what it holds: that is as good as asking it.
  if (parcel.head === ackedThrough && parcel.digest === digest) {
    const certificate = { entries: ackedThrough, records, issuedAtMs };
    await store.transact((tx) => tx.keepCertificate(log, certificate));
  }
  const receipt = signer.sign({ epoch, deviceId: origin.deviceId, ...log, ...counts, issuedAtMs });
  return ok({ ...told, outcome: 'held', ackedThrough, receipt });
};

/** What is held up to there is not what this goes on from: a copy of the profile wrote to the log as well. */
const isOtherHistory = async (
  { store }: Ports,
  log: LogKey,
  held: LogProof | null,
  { from, before }: Parcel,
): Promise<boolean> => {
  if (held === null || held.ackedThrough < from - 1) return false;
  const digests = await store.digestsAt(log, [from - 1]);
  return digests.get(from - 1) !== before;
};

const takeAsSent = async (ports: Ports, origin: EnrolledDevice, parcel: Parcel) => {
  const { head, madeAtMs } = parcel;
  const asked = await judgeParcel(ports, origin, parcel, await ports.store.headsOf(origin));
  if (asked === null) return refused;
  const answer = await ports.store.takeCustody({ ...asked, carried: { head, madeAtMs } });
  return answer ? ok(answer) : refused;
};

/**
 * Keeps the entries under a log of their own, always the same one for the same parcel: what the server knows of them
 * is a duplicate there, as after a fork, and what it does not know is lost nowhere.
 */
const takeApart = async (ports: Ports, origin: EnrolledDevice, parcel: Parcel) => {
  const { logId, from, digest, madeAtMs } = parcel;
  const asked = await judgeParcel(ports, origin, parcel, new Map());
  if (asked === null) return refused;
  const name = hexToBytes(hashOf(utf8ToBytes(`chot carried ${logId} ${from} ${digest}`)));
  const apartId = uuidV8(name.subarray(0, 16));
  const carried = { head: asked.entries.length, madeAtMs, isApart: true };
  const queue = { depth: carried.head, records: 0, oldestWallMs: null };
  const genesis = genesisDigest(apartId);
  const apart = { logId: apartId, genesis, from: 1, skipCount: 0, incidents: [], queue, carried };
  const answer = await ports.store.takeCustody({ ...asked, ...apart });
  return answer && !answer.forked ? ok(answer) : refused;
};

const refused = fail('parcel/refused' as const);

const judgeParcel = async (
  { store, clock, judge }: Ports,
  origin: EnrolledDevice,
  { push }: Parcel,
  headByLog: ReadonlyMap<string, number>,
): Promise<CustodyRequest | null> => {
  // A copy: a judging thread takes the bytes over.
  const body = new Uint8Array(push);
  const judged = await judge({ body, device: origin, headByLog, nowMs: clock() });
  if (!judged.ok) return null;
  await tellCodeUses({ store, clock }, origin.unitId, judged.value.uses);
  return unpackRequest(judged.value.asked);
};
