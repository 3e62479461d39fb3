import { fail, ok, type Result } from '#domain/core/result.ts';
import type { EntryOf } from '#domain/log/entry.ts';
import { unlessNewer } from '../store/newer-database.ts';
import { readLedger } from '../store/paper-ledger.ts';
import { errorToSaveFailure } from '../store/save-failure.ts';
import { appendPaper, overtaken, type PaperFailure } from './append-paper.ts';
import { readAuthor } from './read-author.ts';
import type { Tablet } from './tablet.ts';

type HandlingOf<Kind extends 'sheets.handed-out' | 'sheets.returned' | 'sheets.spoiled'> =
  Kind extends Kind ? Pick<EntryOf<Kind>, 'kind' | 'data'> : never;

/** What becomes of the sheets from one number of a pad through another. */
export type SheetHandling = HandlingOf<'sheets.handed-out' | 'sheets.returned' | 'sheets.spoiled'>;

/** Says that sheets of a pad were handed out, came back unused, or are spoiled. What was said before stays in the log. */
export const handleSheets = async (
  tablet: Tablet,
  padId: string,
  handling: SheetHandling,
): Promise<Result<void, PaperFailure>> => {
  try {
    return await unlessNewer(tablet.db, () => handle(tablet, padId, handling));
  } catch (error) {
    return fail(errorToSaveFailure(error));
  }
};

/** An author's `basedOn` names at most so many entries; what is left out counts as not seen. */
const basedOnLimit = 50;

const handle = async (
  tablet: Tablet,
  padId: string,
  handling: SheetHandling,
): Promise<Result<void, PaperFailure>> => {
  const author = await readAuthor(tablet, 'handle-sheets');
  if (!author.ok) return author;
  const { db } = tablet;
  const { from, to } = handling.data;
  const readHeads = async () => {
    const { pads } = await readLedger(db, author.value.device.unitId);
    const pad = pads.find((one) => one.padId === padId);
    return pad !== undefined && pad.from <= from && from <= to && to <= pad.to ? pad.heads : null;
  };
  for (;;) {
    const heads = await readHeads();
    if (heads === null) return fail({ code: 'pad/not-found' });
    const outcome = await appendPaper(
      tablet,
      author.value,
      { ...handling, subjectId: padId, basedOn: heads.slice(0, basedOnLimit) },
      async () => String(await readHeads()) === String(heads),
    );
    if (!outcome.ok) return outcome;
    if (outcome.value !== overtaken) return ok(undefined);
  }
};
