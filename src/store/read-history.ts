import type { Entry } from '#domain/log/entry.ts';
import { isPairEntry } from '#domain/merge/settle-pairs.ts';
import type { ChotDatabase } from './database.ts';
import type { ListedRecord } from './listed-record.ts';
import { readAbout } from './merge-record.ts';

/** One thing that was said of a record, as a person reads it. */
export type HistoryStep = {
  readonly entryId: string;
  readonly kind: Entry['kind'];
  readonly officer: string;
  /** Unix milliseconds by the clock of the tablet it was said on. */
  readonly wallMs: number;
  /** Fields that were given a value; undefined: the field is empty. */
  readonly changes: readonly {
    readonly field: string;
    readonly before: unknown;
    readonly after: unknown;
  }[];
  readonly reason: string | null;
  readonly voidReason: string | null;
};

/** What was said of a record since it was recorded, in the order of the tablets' clocks. */
export const readHistory = async (
  db: ChotDatabase,
  { recordId, declarationId, ...row }: ListedRecord,
): Promise<HistoryStep[]> => {
  const about = await readAbout(db, [recordId, declarationId]);
  const recorded = row.merging?.recorded ?? row;
  const values = new Map<string, unknown>(
    Object.entries({ ...recorded.declaration, ...recorded.crossing }),
  );
  return about
    .filter((entry) => !isPairEntry(entry))
    .toSorted(
      (left, right) => left.time.wall - right.time.wall || (left.entryId < right.entryId ? -1 : 1),
    )
    .map((entry): HistoryStep => {
      const { entryId, kind, officer, time, data } = entry;
      const fields = 'fields' in data ? Object.entries(data.fields) : [];
      const changes = fields.map(([field, value]: [string, unknown]) => {
        const before = values.get(field);
        values.set(field, value ?? undefined);
        return { field, before, after: value ?? undefined };
      });
      return {
        entryId,
        kind,
        officer,
        wallMs: time.wall,
        changes,
        reason: noteOf(entry),
        voidReason: isVoided(entry) ? entry.data.reason : null,
      };
    });
};

type Voided = Extract<Entry, { kind: 'declaration.voided' | 'crossing.voided' }>;
const isVoided = (entry: Entry): entry is Voided =>
  entry.kind === 'declaration.voided' || entry.kind === 'crossing.voided';

const noteOf = (entry: Entry): string | null => {
  if (isVoided(entry)) return entry.data.note ?? null;
  const isAmended = entry.kind === 'declaration.amended' || entry.kind === 'crossing.amended';
  return isAmended ? (entry.data.reason ?? null) : null;
};
