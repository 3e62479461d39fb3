import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import { mintId } from '#domain/core/random.ts';
import type { Entry } from '#domain/log/entry.ts';
import { currentSchemaOf } from '#domain/log/upcast.ts';
import { entryToPaperLines } from '#domain/paper/paper-line.ts';
import { shiftAt } from '#domain/shift/shift.ts';
import { keepPaperLines } from '../store/paper-ledger.ts';
import type { SaveFailure } from '../store/save-failure.ts';
import { appendEntries } from './append-entries.ts';
import { freezeEntry, readEntryTime } from './freeze-entry.ts';
import type { Author, AuthorFailure } from './read-author.ts';
import type { Tablet } from './tablet.ts';

type PaperKind =
  | 'pad.issued'
  | 'sheets.handed-out'
  | 'sheets.returned'
  | 'sheets.spoiled'
  | 'double-entry.set';
type PaperSayingOf<One extends Entry> = One extends Entry
  ? Pick<One, 'kind' | 'subjectId' | 'data' | 'basedOn'>
  : never;

/** What is said of a pad or of some of its sheets. */
export type PaperSaying = PaperSayingOf<Extract<Entry, { kind: PaperKind }>>;

export type PaperFailure =
  | SaveFailure
  | AuthorFailure
  | Answer<'entry/too-large' | 'pad/not-found' | 'pad/count'>;

/** Somebody else was quicker: think again. */
export const overtaken = Symbol('the pads changed meanwhile');

/**
 * Appends one entry about sheets of paper with what the ledger is to know of it, all or nothing.
 * @param isStillTrue inside the transaction: whether what the saying was made from still holds
 */
export const appendPaper = async (
  tablet: Tablet,
  { device, session }: Author,
  saying: PaperSaying,
  isStillTrue: () => Promise<boolean>,
): Promise<Result<typeof overtaken | 'kept', PaperFailure>> => {
  const { db } = tablet;
  const time = await readEntryTime(tablet);
  const entry: Entry = {
    ...saying,
    v: 1,
    schema: currentSchemaOf(saying.kind),
    entryId: mintId(tablet.clock, tablet.random),
    unitId: device.unitId,
    shiftId: shiftAt(device.unitId, time.wall).shiftId,
    officer: session.officerId,
    session: session.sessionId,
    time,
    app: tablet.app,
  };
  const frozen = await freezeEntry(tablet, entry, null);
  if (!frozen.ok) return fail({ code: 'entry/too-large' });
  const kept = await appendEntries<typeof overtaken | 'kept'>(tablet, device, {
    entries: [frozen.value.unplaced],
    findEarlier: async () => {
      if ((await db.entries.get({ entryId: entry.entryId })) !== undefined) return 'kept';
      return (await isStillTrue()) ? null : overtaken;
    },
    effects: async () => {
      await keepPaperLines(db, entryToPaperLines(entry));
      return 'kept';
    },
  });
  return kept.ok ? ok(kept.value) : kept;
};
