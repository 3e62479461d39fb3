import { parseEntry } from '#domain/log/entry-codec.ts';
import type { EnrolledDevice } from '../../store/device.ts';
import type { ServicePorts } from '../service-ports.ts';

const atOnce = 500;

/** Notes what officers said of bulletins, as it arrives with their logs. @returns how many */
export const noteReceipts = async (
  { store, openFrame }: Pick<ServicePorts, 'store' | 'openFrame'>,
  receivedSinceMs: number,
): Promise<number> => {
  const arrived = await store.listUnnotedReceipts(receivedSinceMs, atOnce);
  const said = arrived.flatMap(({ unitId, deviceId, frame, receivedAtMs }) => {
    const opened = openFrame(frame);
    const entry = opened.ok ? parseEntry(opened.value) : opened;
    if (!entry.ok || entry.value.unitId !== unitId) return [];
    const { entryId, subjectId: bulletinId, officer: officerId, kind } = entry.value;
    if (kind !== 'bulletin.read' && kind !== 'bulletin.acknowledged') return [];
    const what = kind === 'bulletin.read' ? 'read' : 'acknowledged';
    const by = { unitId, deviceId, officerId, atMs: receivedAtMs };
    return [{ ...by, entryId, bulletinId, kind: what } as const];
  });
  if (said.length === 0) return 0;
  return store.transact(async (tx) => {
    let noted = 0;
    for (const one of said) if (await tx.noteReceipt(one)) noted += 1;
    return noted;
  });
};

/**
 * A tablet that asks for what stands behind a place has applied all up to it: page and cursor are kept in one
 * transaction there. Written only where a bulletin stands in between.
 */
export const noteReached = async (
  { store }: Pick<ServicePorts, 'store'>,
  device: EnrolledDevice,
  cursor: number,
): Promise<void> => {
  const through = await store.lastBulletinThrough(cursor);
  if (through === 0 || through <= (await store.reachedThrough(device))) return;
  await store.transact((tx) => tx.noteReachedThrough(device, through));
};
