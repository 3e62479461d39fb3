import { fail, ok, type Result } from '#domain/core/result.ts';
import { parseEnvelope } from '#domain/log/entry-codec.ts';
import type { DeviceAccount } from '#protocol/administration.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { operator } from '../store/audit-line.ts';
import type { DeviceEnding, EnrolledDevice } from '../store/device.ts';
import type { SentEntry, Store } from '../store/store.ts';
import type { ServicePorts } from './service-ports.ts';

export type EndingRequest = {
  readonly deviceId: string;
  readonly kind: DeviceEnding['kind'];
  readonly reason: string;
  /** When it was noticed; absent: now. */
  readonly detectedAtMs?: number | undefined;
};

/** Switches a tablet off, or retires it. The first word stays, but a retired one can be switched off. */
export const endDevice = async (
  { store, clock }: ServicePorts,
  { deviceId, kind, reason, detectedAtMs }: EndingRequest,
): Promise<Result<EnrolledDevice, ProblemCode>> => {
  const device = await store.findDevice(deviceId);
  if (!device) return fail('device/unknown');
  const endedAtMs = clock();
  const ending = { kind, reason, endedAtMs, detectedAtMs: detectedAtMs ?? endedAtMs };
  await store.transact((tx) => tx.endDevice(device, ending));
  return ok((await store.findDevice(deviceId)) ?? device);
};

const pageSize = 500;

/** What the notice to the authority and to the people concerned is written from. */
export const tellDevice = async (
  { store, openFrame, clock }: Pick<ServicePorts, 'store' | 'openFrame' | 'clock'>,
  deviceId: string,
): Promise<Result<DeviceAccount, ProblemCode>> => {
  const device = await store.findDevice(deviceId);
  if (!device) return fail('device/unknown');
  const officers = new Map<string, { officerId: string; firstAtMs: number; lastAtMs: number }>();
  const recordIds = new Set<string>();
  let unread = 0;
  let forgotten = 0;
  for await (const { frame, receivedAtMs, ...stored } of sentBy(store, device)) {
    if (frame.length === 0) {
      forgotten += 1;
      if (stored.kind === 'crossing.recorded' && stored.subjectId !== null) {
        recordIds.add(stored.subjectId);
      }
      continue;
    }
    const opened = openFrame(frame);
    const envelope = opened.ok ? parseEnvelope(opened.value) : opened;
    if (!envelope.ok) {
      unread += 1;
      continue;
    }
    const { officer: officerId, kind, subjectId } = envelope.value;
    const seen = officers.get(officerId);
    officers.set(officerId, {
      officerId,
      firstAtMs: Math.min(seen?.firstAtMs ?? receivedAtMs, receivedAtMs),
      lastAtMs: Math.max(seen?.lastAtMs ?? receivedAtMs, receivedAtMs),
    });
    if (kind === 'crossing.recorded') recordIds.add(subjectId);
  }
  const { unitId, name, ending } = device;
  await store.transact((tx) =>
    tx.appendAudit({
      atMs: clock(),
      ...operator,
      deed: 'device-account',
      subjects: [deviceId],
    }),
  );
  return ok({
    deviceId,
    unitId,
    name,
    kind: ending?.kind ?? null,
    reason: ending?.reason ?? null,
    switchedOffAt: ending?.endedAtMs ?? null,
    detectedAt: ending?.detectedAtMs ?? null,
    officers: [...officers.values()],
    recordIds: [...recordIds],
    unread,
    forgotten,
  });
};

/** All that a tablet sent, a page at a time. */
async function* sentBy(store: Store, device: EnrolledDevice): AsyncGenerator<SentEntry> {
  let after: SentEntry | null = null;
  for (;;) {
    const page: SentEntry[] = await store.listSentBy(device, after, pageSize);
    yield* page;
    after = page.at(-1) ?? null;
    if (after === null) break;
  }
  yield* await store.listAheadOf(device);
}
