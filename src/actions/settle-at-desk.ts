import { mintId } from '#domain/core/random.ts';
import { fail, type Result } from '#domain/core/result.ts';
import type { EntryOf } from '#domain/log/entry.ts';
import { sameValue } from '#domain/merge/same-value.ts';
import type { DuplicateVerdict } from '#domain/merge/merge-data.ts';
import type { DeskConflict, DeskPair, DeskSettling } from '#domain/settle/desk.ts';
import { readAbout } from '../store/merge-record.ts';
import { unlessNewer } from '../store/newer-database.ts';
import { errorToSaveFailure } from '../store/save-failure.ts';
import { appendSayings, type Said, type SayFailure, type Saying } from './append-sayings.ts';
import { readAuthor } from './read-author.ts';
import type { Tablet } from './tablet.ts';

/**
 * A supervisor says what a field holds on which people differed. The record need not be on this tablet:
 * whoever holds it is told.
 * @param value null: the field is empty
 */
export const settleField = (
  tablet: Tablet,
  { half, subjectId, basedOn, field }: Omit<DeskConflict, 'values'>,
  value: unknown,
): Promise<Result<Said, SayFailure>> => {
  // Whether the value is one that the field can have is seen when the entry is read back.
  const data = { subject: half, fields: { [field]: value } } as EntryOf<'conflict.settled'>['data'];
  return sayAtDesk(tablet, [{ kind: 'conflict.settled', subjectId, basedOn, data }]);
};

/** A supervisor says what records are to each other, of many pairs at once where it is certain. */
export const settlePairsAtDesk = (
  tablet: Tablet,
  pairs: readonly DeskPair[],
  verdict: DuplicateVerdict,
): Promise<Result<Said, SayFailure>> =>
  sayAtDesk(
    tablet,
    pairs.map(({ recordIds, basedOn }) => ({
      kind: 'duplicate.settled',
      subjectId: mintId(tablet.clock, tablet.random),
      basedOn,
      data: { recordIds, verdict },
    })),
  );

/** Takes a settling of fields back: what contradicted itself does so again. */
export const takeBackField = (
  tablet: Tablet,
  { half, subjectId, settlingId, basedOn }: DeskSettling,
): Promise<Result<Said, SayFailure>> => {
  const data = { subject: half, settlingId };
  return sayAtDesk(tablet, [{ kind: 'settling.taken-back', subjectId, basedOn, data }]);
};

/** Takes back what was said of pairs of records. */
export const takeBackPairs = (
  tablet: Tablet,
  pairs: readonly DeskPair[],
): Promise<Result<Said, SayFailure>> =>
  sayAtDesk(
    tablet,
    pairs.flatMap(({ recordIds, basedOn, settled }): Saying[] => {
      if (settled === null) return [];
      const { settlingId } = settled;
      const data = { subject: 'pair' as const, recordIds, settlingId };
      const subjectId = mintId(tablet.clock, tablet.random);
      return [{ kind: 'settling.taken-back', subjectId, basedOn, data }];
    }),
  );

/** Appends what a supervisor says of what this tablet may not hold. */
export const sayAtDesk = async (
  tablet: Tablet,
  sayings: readonly Saying[],
): Promise<Result<Said, SayFailure>> => {
  try {
    return await unlessNewer(tablet.db, async () => {
      const author = await readAuthor(tablet, 'settle');
      if (!author.ok) return author;
      const isSaid = async () => {
        const known = await Promise.all(sayings.map((saying) => isSaidAlready(tablet, saying)));
        return known.every(Boolean);
      };
      return appendSayings(tablet, author.value, { recordId: null, sayings, isSaid });
    });
  } catch (error) {
    return fail(errorToSaveFailure(error));
  }
};

/** A second tap says the same of the same, having seen the same. */
const isSaidAlready = async (
  { db }: Tablet,
  { kind, data, subjectId, basedOn }: Saying,
): Promise<boolean> => {
  const about = 'recordIds' in data ? [...data.recordIds] : [subjectId];
  const known = await readAbout(db, about);
  return known.some(
    (entry) =>
      entry.kind === kind && sameValue(entry.data, data) && sameValue(entry.basedOn ?? [], basedOn),
  );
};
