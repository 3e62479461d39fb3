import type { AmendedCrossing, AmendedDeclaration } from '#domain/merge/merge-data.ts';
import { addsCause, causesOf, referralOf } from '#domain/referral/referral.ts';
import type { RecordRow } from '../store/rows.ts';
import type { Saying } from './append-sayings.ts';
import { headsSeen } from './say-about.ts';

/** What must be raised because of what a record is about to say; nothing, if no reason is new. */
export const referralAfter = (
  row: RecordRow,
  { declaration, crossing }: { declaration: AmendedDeclaration; crossing: AmendedCrossing },
): Saying[] => {
  const declared = withChanges(row.declaration, declaration);
  const data = referralOf(declared, withChanges(row.crossing, crossing));
  if (data === null || !addsCause(causesOf(row.declaration, row.crossing), data)) return [];
  const basedOn = headsSeen(row).crossing;
  return [{ kind: 'referral.raised', subjectId: row.recordId, basedOn, data }];
};

/** Null takes a value away. */
const withChanges = <Data extends object>(data: Data, changes: object): Data => {
  const values = Object.entries({ ...data, ...changes });
  // Every field as it is or as the amendment's schema, made of this one's, has it.
  return Object.fromEntries(values.filter(([, value]) => value !== null)) as Data;
};
