import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import { mintId } from '#domain/core/random.ts';
import { parseEntry } from '#domain/log/entry-codec.ts';
import { currentSchemaOf } from '#domain/log/upcast.ts';
import type { Entry, EntryOf } from '#domain/log/entry.ts';
import type { QuarantineEntry } from '#domain/repair/fold-quarantine.ts';
import type { PairEntry } from '#domain/merge/settle-pairs.ts';
import type { SubjectEntry } from '#domain/merge/subject-entry.ts';
import { entryToPaperLines } from '#domain/paper/paper-line.ts';
import { shiftAt } from '#domain/shift/shift.ts';
import { entryToMergeRow, keepMerge } from '../store/merge-record.ts';
import { keepPaperLines } from '../store/paper-ledger.ts';
import type { EntryRow } from '../store/rows.ts';
import type { SaveFailure } from '../store/save-failure.ts';
import { appendEntries } from './append-entries.ts';
import { freezeEntry, readEntryTime, type FrozenEntry } from './freeze-entry.ts';
import type { Author, AuthorFailure } from './read-author.ts';
import type { Tablet } from './tablet.ts';

type SayingOf<One extends Entry> = One extends Entry
  ? Pick<One, 'kind' | 'subjectId' | 'data'> & { readonly basedOn: readonly string[] }
  : never;

/** What an officer says of something that was recorded before. */
export type Saying = SayingOf<
  SubjectEntry | PairEntry | QuarantineEntry | EntryOf<'referral.raised'>
>;

/** How many entries were added; none: it had been said already. */
export type Said = { readonly added: number };

export type SayFailure =
  | SaveFailure
  | AuthorFailure
  | Answer<
      | 'entry/too-large'
      | 'record/not-found'
      | 'record/other-unit'
      | 'record/shift-closed'
      | 'amendment/invalid'
    >;

export type Sayings = {
  /** The record whose delivery waits for these entries; null: no one record's. */
  readonly recordId: string | null;
  readonly sayings: readonly Saying[];
  /** Inside the transaction: whether all this holds already, by a second tap or a second tab. */
  readonly isSaid: () => Promise<boolean>;
};

/** An author's `basedOn` names at most so many entries; what is left out counts as not seen. */
const basedOnLimit = 50;

/**
 * Appends what an officer says of earlier entries and folds their records again, all or nothing [MERGE-10].
 */
export const appendSayings = async (
  tablet: Tablet,
  author: Author,
  { recordId, sayings, isSaid }: Sayings,
): Promise<Result<Said, SayFailure>> => {
  const spoken = await speak(tablet, author, sayings);
  const frozen: (FrozenEntry & { readonly entry: Entry })[] = [];
  for (const entry of spoken) {
    const one = await freezeEntry(tablet, entry, recordId);
    if (!one.ok) return fail({ code: 'entry/too-large' });
    if (!parseEntry(one.value.plainFrame).ok) return fail({ code: 'amendment/invalid' });
    frozen.push({ ...one.value, entry });
  }
  if (frozen.length === 0) return ok({ added: 0 });
  const { db } = tablet;
  return appendEntries<Said>(tablet, author.device, {
    entries: frozen.map(({ unplaced }) => unplaced),
    findEarlier: async () => {
      const mine = await db.entries.get({ entryId: frozen[0]?.entry.entryId ?? '' });
      if (mine !== undefined) return { added: frozen.length };
      return (await isSaid()) ? { added: 0 } : null;
    },
    effects: async (rows) => {
      for (const { entry, plainFrame } of frozen) {
        const row = entryToMergeRow(entry, plainFrame);
        if (row !== null) await keepMerge(db, row);
      }
      await keepPaperLines(
        db,
        frozen.flatMap(({ entry }) => entryToPaperLines(entry)),
      );
      if (recordId !== null) await waitForDelivery(tablet, recordId, rows);
      return { added: frozen.length };
    },
  });
};

const speak = async (
  tablet: Tablet,
  { device, session }: Author,
  sayings: readonly Saying[],
): Promise<Entry[]> => {
  const time = await readEntryTime(tablet);
  return sayings.map((saying) => ({
    ...saying,
    basedOn: saying.basedOn.slice(0, basedOnLimit),
    v: 1,
    schema: currentSchemaOf(saying.kind),
    entryId: mintId(tablet.clock, tablet.random),
    unitId: device.unitId,
    shiftId: shiftAt(device.unitId, time.wall).shiftId,
    officer: session.officerId,
    session: session.sessionId,
    time,
    app: tablet.app,
  }));
};

/** The record is delivered once the last of these is. */
const waitForDelivery = async (
  { db }: Tablet,
  recordId: string,
  rows: readonly EntryRow[],
): Promise<void> => {
  const last = rows.at(-1);
  if (last === undefined) return;
  const { logId, position } = last;
  await db.records.update(recordId, { saidAt: { logId, position } });
};
