import { parseEntry } from '#domain/log/entry-codec.ts';
import { subjectsOf } from '#domain/merge/subject-entry.ts';
import type { MergedAsk, MergedRequest, MergedResponse } from '#protocol/merged.ts';
import type { EnrolledDevice } from '../store/device.ts';
import type { ServicePorts } from './service-ports.ts';

/** Tells what was said of records to a tablet that proves to hold them [MERGE-12]. */
export const tellMerged = async (
  ports: ServicePorts,
  device: EnrolledDevice,
  { nonce, asks }: MergedRequest,
): Promise<MergedResponse> => {
  const entries = [];
  for (const ask of asks) {
    const frame = await findTellable(ports, device, ask);
    const { logId, position } = ask;
    if (frame) entries.push({ logId, position, frame: Buffer.from(frame).toString('base64') });
  }
  return { nonce, entries };
};

const findTellable = async (
  { store, openFrame }: ServicePorts,
  { unitId }: EnrolledDevice,
  { logId, position, held }: MergedAsk,
): Promise<Uint8Array | null> => {
  const said = await store.findEntry({ unitId, logId }, position);
  if (said?.status !== 'applied') return null;
  const opened = openFrame(said.frame);
  if (!opened.ok) return null;
  const entry = parseEntry(opened.value);
  const subjectId = await store.findSubjectOf({ unitId, ...held });
  if (!entry.ok || subjectId === null) return null;
  return subjectsOf(entry.value).includes(subjectId) ? opened.value : null;
};
