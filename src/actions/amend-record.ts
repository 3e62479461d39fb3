import type { Result } from '#domain/core/result.ts';
import type { AmendedCrossing, AmendedDeclaration } from '#domain/merge/merge-data.ts';
import type { Said, SayFailure, Saying } from './append-sayings.ts';
import { changedFields } from './changed-fields.ts';
import { headsSeen, sayAbout } from './say-about.ts';
import { referralAfter } from './referral-after.ts';
import type { Tablet } from './tablet.ts';

export type RecordAmendment = {
  readonly declaration?: AmendedDeclaration;
  readonly crossing?: AmendedCrossing;
  readonly reason?: string;
  /** The latest entries of each half when the correction was begun; absent: those of now. */
  readonly seen?: ReturnType<typeof headsSeen>;
};

/** Corrects fields of a record. The recording stays as it was; what does not change anything is not said. */
export const amendRecord = (
  tablet: Tablet,
  recordId: string,
  { declaration = {}, crossing = {}, reason, seen }: RecordAmendment,
): Promise<Result<Said, SayFailure>> =>
  sayAbout(tablet, 'amend-record', recordId, ({ author, row }) => {
    const heads = seen ?? headsSeen(row);
    const { role } = author.session;
    const why = { role, ...(reason === undefined ? {} : { reason }) };
    const changed = changedFields(row, declaration, crossing);
    const sayings: Saying[] = [];
    if (Object.keys(changed.declaration).length > 0) {
      const about = { subjectId: row.declarationId, basedOn: heads.declaration };
      const data = { fields: changed.declaration, ...why };
      sayings.push({ kind: 'declaration.amended', ...about, data });
    }
    if (Object.keys(changed.crossing).length > 0) {
      const about = { subjectId: row.recordId, basedOn: heads.crossing };
      const data = { fields: changed.crossing, ...why };
      sayings.push({ kind: 'crossing.amended', ...about, data });
    }
    sayings.push(...referralAfter(row, changed));
    const isSaid = async (): Promise<boolean> => {
      const now = await tablet.db.records.get(recordId);
      if (now === undefined) return false;
      const still = changedFields(now, changed.declaration, changed.crossing);
      return Object.keys({ ...still.declaration, ...still.crossing }).length === 0;
    };
    return { recordId, sayings, isSaid };
  });
