import { fail, ok, type Result } from '#domain/core/result.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { operator } from '../store/audit-line.ts';
import type { EnrolledDevice } from '../store/device.ts';
import { releaseEntries } from './replay-quarantine.ts';
import type { ServicePorts } from './service-ports.ts';

type ReturnRequest = { readonly deviceId: string; readonly reason: string };

/** What was sent while it was switched off, and is as good as any other entry now. */
export type Returned = { readonly device: EnrolledDevice; readonly released: number };

/**
 * Takes a switching-off back: the tablet was found, or it was another one. What it sent meanwhile is judged as
 * if it had come today. A repetition releases what the first time did not get to.
 */
export const returnDevice = async (
  ports: ServicePorts,
  { deviceId, reason }: ReturnRequest,
): Promise<Result<Returned, ProblemCode>> => {
  const { store, clock } = ports;
  const device = await store.findDevice(deviceId);
  if (!device) return fail('device/unknown');
  const { ending } = device;
  await store.transact(async (tx) => {
    if (ending?.kind === 'switched-off') await tx.returnDevice(device, ending, reason, clock());
    await tx.appendAudit({ atMs: clock(), ...operator, deed: 'switch-on', subjects: [deviceId] });
  });
  const released = await releaseEntries(ports, device);
  return ok({ device: (await store.findDevice(deviceId)) ?? device, released });
};
