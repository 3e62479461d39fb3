import type { Result } from '#domain/core/result.ts';
import type { AmendedCrossing, AmendedDeclaration } from '#domain/merge/merge-data.ts';
import type { RecordRow } from '../store/rows.ts';
import type { SubjectState } from '../store/merge-rows.ts';
import type { Said, SayFailure, Saying } from './append-sayings.ts';
import { changedFields } from './changed-fields.ts';
import { headsSeen, sayAbout } from './say-about.ts';
import { referralAfter } from './referral-after.ts';
import type { Tablet } from './tablet.ts';

export type RecordSettling = {
  readonly declaration?: AmendedDeclaration;
  readonly crossing?: AmendedCrossing;
  /** Takes the voiding of the record back. Without it a settling confirms what was voided. */
  readonly unvoid?: boolean;
};

/** A supervisor says what holds of a record on which people differed. */
export const settleConflict = (
  tablet: Tablet,
  recordId: string,
  { declaration = {}, crossing = {}, unvoid = false }: RecordSettling,
): Promise<Result<Said, SayFailure>> =>
  sayAbout(tablet, 'settle', recordId, ({ row }) => {
    const heads = headsSeen(row);
    const back = unvoid ? { unvoid: true as const } : {};
    const sayings: Saying[] = [];
    if (isDue(row.merging?.declaration, declaration, unvoid)) {
      const about = { subjectId: row.declarationId, basedOn: heads.declaration };
      const data = { subject: 'declaration' as const, fields: declaration, ...back };
      sayings.push({ kind: 'conflict.settled', ...about, data });
    }
    if (isDue(row.merging?.crossing, crossing, unvoid)) {
      const about = { subjectId: row.recordId, basedOn: heads.crossing };
      const data = { subject: 'crossing' as const, fields: crossing, ...back };
      sayings.push({ kind: 'conflict.settled', ...about, data });
    }
    sayings.push(...referralAfter(row, { declaration, crossing }));
    const isSaid = async (): Promise<boolean> => {
      const now = await tablet.db.records.get(recordId);
      return now !== undefined && isSettled(now, { declaration, crossing, unvoid });
    };
    return { recordId, sayings, isSaid };
  });

const isDue = (state: SubjectState | undefined, fields: object, unvoid: boolean): boolean =>
  Object.keys(fields).length > 0 ||
  (state?.overtaken.length ?? 0) > 0 ||
  (unvoid && (state?.voiding ?? null) !== null);

const isSettled = (
  row: RecordRow,
  { declaration, crossing, unvoid }: Required<RecordSettling>,
): boolean => {
  const differing = changedFields(row, declaration, crossing);
  const states = [row.merging?.declaration, row.merging?.crossing];
  const asked = new Set(Object.keys({ ...declaration, ...crossing }));
  const isOpen = (state: SubjectState | undefined): boolean =>
    isDue(state, {}, unvoid) || (state?.conflicts ?? []).some(({ field }) => asked.has(field));
  return (
    Object.keys({ ...differing.declaration, ...differing.crossing }).length === 0 &&
    !states.some(isOpen)
  );
};
