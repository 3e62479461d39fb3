import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What took effect in a server's ledger on SQLite, read beside the server. */
export const readDelivered = (dataDir: string): { records: number; entries: number } => {
  const ledger = new DatabaseSync(join(dataDir, 'chot.sqlite'), { readOnly: true });
  const count = (what: string): number =>
    Number(ledger.prepare(`select count(*) as n from ${what}`).get()?.['n']);
  const counted = {
    records: count("entries where status = 'applied' and kind = 'crossing.recorded'"),
    entries: count("entries where status = 'applied'"),
  };
  ledger.close();
  return counted;
};
