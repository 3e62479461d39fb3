import { setImmediate as breathe } from 'node:timers/promises';
import type { Entry } from '#domain/log/entry.ts';
import { parseEntry } from '#domain/log/entry-codec.ts';
import type { StoredEntry } from '../../store/store.ts';
import type { ServicePorts } from '../service-ports.ts';

/** Entries opened before other requests get their turn. */
const atOnce = 200;

export type OpenedEntry = {
  readonly entry: Entry;
  readonly stored: Pick<StoredEntry, 'logId' | 'position' | 'receivedAtMs'>;
};

/** What can be read of entries in custody; what was forgotten has no bytes and is left out. */
export const openEntries = async (
  { openFrame }: Pick<ServicePorts, 'openFrame'>,
  stored: readonly StoredEntry[],
): Promise<OpenedEntry[]> => {
  const opened: OpenedEntry[] = [];
  for (const [index, one] of stored.entries()) {
    if (index % atOnce === 0) await breathe();
    const plain = one.frame.length === 0 ? null : openFrame(one.frame);
    const entry = plain?.ok ? parseEntry(plain.value) : null;
    if (entry?.ok) opened.push({ entry: entry.value, stored: one });
  }
  return opened;
};
