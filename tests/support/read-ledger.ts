import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseEntry } from '#domain/log/entry-codec.ts';
import type { Entry } from '#domain/log/entry.ts';
import { frameOpener } from '../../sync-server/services/sealing/open-frames.ts';
import { openSealingKeys } from '../../sync-server/services/sealing/sealing-keys.ts';

/** What took effect in a server's ledger on SQLite, opened with its keys. */
export const readLedger = (dataDir: string): Entry[] => {
  const open = frameOpener(openSealingKeys(join(dataDir, 'sealing-keys.json'), 0));
  const ledger = new DatabaseSync(join(dataDir, 'chot.sqlite'), { readOnly: true });
  const rows = ledger
    .prepare(
      "select frame from entries where status = 'applied' order by received_at, log_id, position",
    )
    .all();
  ledger.close();
  return rows.map((row) => {
    const frame = row['frame'];
    const opened = frame instanceof Uint8Array ? open(frame) : null;
    const entry = opened?.ok ? parseEntry(opened.value) : null;
    if (!entry?.ok) throw new Error('an entry cannot be read');
    return entry.value;
  });
};
