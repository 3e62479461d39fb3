import { fail, ok, type Result } from '#domain/core/result.ts';
import type { CarryRequest, CarryResponse } from '#protocol/carry.ts';
import { openParcel, type Parcel } from '#protocol/parcel.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { deviceKeySchema } from '#protocol/device-key.ts';
import { unpackRequest } from '../store/custody-request.ts';
import type { EnrolledDevice } from '../store/device.ts';
import type { LogProof } from '../store/store.ts';
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
  const told = { nonce, epoch: await store.epoch(), serverTime: clock() };
  const notTaken = (outcome: 'waits' | 'other-history', held: LogProof | null) =>
    ok({ ...told, outcome, ackedThrough: held?.ackedThrough ?? 0, receipt: null });
  if (await isOtherHistory(ports, log, before, parcel)) return notTaken('other-history', before);
  const taken = await takeAsSent(ports, origin, parcel);
  if (!taken.ok) return taken;
  const { forked, epoch } = taken.value;
  const held = await store.findLog(log);
  if (held === null) return fail('server/failed');
  if (forked) return notTaken('other-history', held);
  if (held.ackedThrough < parcel.through) return notTaken('waits', held);
  const { ackedThrough, digest, records, quarantined, skipped } = held;
  const counts = { count: ackedThrough, digest, records, quarantined, skipped };
  const receipt = {
    epoch,
    deviceId: origin.deviceId,
    ...log,
    ...counts,
    issuedAtMs: told.serverTime,
  };
  // Who was switched off still delivers what it carries, and is told nothing.
  const mayKnow = courier.ending === null;
  const signer = await ports.receiptSigner();
  return ok({
    ...told,
    epoch,
    outcome: 'held',
    ackedThrough,
    receipt: mayKnow ? signer.sign(receipt) : null,
  });
};

/** What is held up to there is not what this goes on from: a copy of the profile wrote to the log as well. */
const isOtherHistory = async (
  { store }: Ports,
  log: { readonly unitId: string; readonly logId: string },
  held: LogProof | null,
  { from, before }: Parcel,
): Promise<boolean> => {
  if (held === null || held.ackedThrough < from - 1) return false;
  const digests = await store.digestsAt(log, [from - 1]);
  return digests.get(from - 1) !== before;
};

const takeAsSent = async (
  { store, clock, judge }: Ports,
  origin: EnrolledDevice,
  { push, head, madeAtMs }: Parcel,
) => {
  const nowMs = clock();
  const headByLog = await store.headsOf(origin);
  // A copy: a judging thread takes the bytes over.
  const judged = await judge({ body: new Uint8Array(push), device: origin, headByLog, nowMs });
  if (!judged.ok) return fail('parcel/refused' as const);
  const { asked, uses } = judged.value;
  await tellCodeUses({ store, clock }, origin.unitId, uses);
  const answer = await store.takeCustody({ ...unpackRequest(asked), carried: { head, madeAtMs } });
  return answer ? ok(answer) : fail('parcel/refused' as const);
};
