import type { Result } from '#domain/core/result.ts';
import type { Voiding } from '#domain/merge/merge-data.ts';
import type { RecordRow } from '../store/rows.ts';
import type { Said, SayFailure, Saying } from './append-sayings.ts';
import { headsSeen, sayAbout } from './say-about.ts';
import type { Tablet } from './tablet.ts';

/** Says that a record does not count, and why. It stays in the log and in the list. */
export const voidRecord = (
  tablet: Tablet,
  recordId: string,
  voiding: Voiding,
): Promise<Result<Said, SayFailure>> =>
  sayAbout(tablet, 'amend-record', recordId, ({ row }) => {
    const heads = headsSeen(row);
    const counts = countingHalves(row);
    const sayings: Saying[] = [];
    if (counts.declaration) {
      const about = { subjectId: row.declarationId, basedOn: heads.declaration };
      sayings.push({ kind: 'declaration.voided', ...about, data: voiding });
    }
    if (counts.crossing) {
      const about = { subjectId: row.recordId, basedOn: heads.crossing };
      sayings.push({ kind: 'crossing.voided', ...about, data: voiding });
    }
    const isSaid = async (): Promise<boolean> => {
      const now = await tablet.db.records.get(recordId);
      if (now === undefined) return false;
      const still = countingHalves(now);
      return !still.declaration && !still.crossing;
    };
    return { recordId, sayings, isSaid };
  });

const countingHalves = ({ merging }: RecordRow) => ({
  declaration: (merging?.declaration.voiding ?? null) === null,
  crossing: (merging?.crossing.voiding ?? null) === null,
});
