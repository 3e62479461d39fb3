import { fail, type Answer, type Result } from '#domain/core/result.ts';
import { mintId } from '#domain/core/random.ts';
import type { Entry } from '#domain/log/entry.ts';
import { currentSchemaOf } from '#domain/log/upcast.ts';
import { entryToShiftLine } from '#domain/shift/shift-line.ts';
import type { SaveFailure } from '../store/save-failure.ts';
import { appendEntries } from './append-entries.ts';
import { freezeEntry, readEntryTime, type FrozenEntry } from './freeze-entry.ts';
import type { Author, AuthorFailure } from './read-author.ts';
import type { Tablet } from './tablet.ts';

type ShiftKind = 'shift.opened' | 'duty.signed' | 'shift.handed-over';
type ShiftSayingOf<One extends Entry> = One extends Entry
  ? Pick<One, 'kind' | 'subjectId' | 'shiftId' | 'data'> & { readonly basedOn: readonly string[] }
  : never;

/** What is said of a shift, and by whom: not always by who has unlocked the tablet. */
export type ShiftSaying = ShiftSayingOf<Extract<Entry, { kind: ShiftKind }>> & {
  readonly officer: string;
};

export type ShiftFailure = SaveFailure | AuthorFailure | Answer<'entry/too-large'>;

const basedOnLimit = 50;

/**
 * Appends what is said of a shift, all or nothing.
 * @param isSaid inside the transaction: whether it holds already, by a second tap or another tab
 */
export const appendShiftLines = async (
  tablet: Tablet,
  { device, session }: Author,
  sayings: readonly ShiftSaying[],
  isSaid: () => Promise<boolean>,
): Promise<Result<'kept', ShiftFailure>> => {
  const { db } = tablet;
  const time = await readEntryTime(tablet);
  const frozen: (FrozenEntry & { readonly entry: Entry })[] = [];
  for (const saying of sayings) {
    const entry: Entry = {
      ...saying,
      basedOn: saying.basedOn.slice(0, basedOnLimit),
      v: 1,
      schema: currentSchemaOf(saying.kind),
      entryId: mintId(tablet.clock, tablet.random),
      unitId: device.unitId,
      session: session.sessionId,
      time,
      app: tablet.app,
    };
    const one = await freezeEntry(tablet, entry, null);
    if (!one.ok) return fail({ code: 'entry/too-large' });
    frozen.push({ ...one.value, entry });
  }
  return appendEntries<'kept'>(tablet, device, {
    entries: frozen.map(({ unplaced }) => unplaced),
    findEarlier: async () => ((await isSaid()) ? 'kept' : null),
    effects: async () => {
      const lines = frozen.flatMap(({ entry }) => entryToShiftLine(entry) ?? []);
      await db.shiftLines.bulkPut(lines);
      return 'kept';
    },
  });
};
