import type { ChotDatabase } from './database.ts';
import type { RecordRow } from './rows.ts';
import { isReadable } from './sealed-tables.ts';

/** Enough to know what is frequent today, few enough to open on a slow tablet between two sheets. */
const lookedAt = 40;

/** The last sheet of paper that was kept since then, and how often each ward was named. */
export type RecentUse = {
  readonly formerSheet: RecordRow['declaration'] | null;
  readonly uses: ReadonlyMap<string, number>;
};

export const readRecentUse = async (db: ChotDatabase, sinceMs: number): Promise<RecentUse> => {
  const uses = new Map<string, number>();
  if (db.vault.holder() === null) return { formerSheet: null, uses };
  const rows = await db.records.orderBy('recordId').reverse().limit(lookedAt).toArray();
  const recent = rows.filter((row) => isReadable(row) && row.wallMs >= sinceMs);
  for (const { declaration } of recent) {
    for (const key of ['addr.permanent', 'addr.staying', 'move.from', 'move.to'] as const) {
      const address = declaration[key];
      if (address.unitSet !== '2025') continue;
      uses.set(address.wardCode, (uses.get(address.wardCode) ?? 0) + 1);
    }
  }
  const sheet = recent.find(({ declaration }) => declaration.channel === 'paper');
  return { formerSheet: sheet?.declaration ?? null, uses };
};
