import type { AmendedCrossing, AmendedDeclaration } from '#domain/merge/merge-data.ts';
import { sameValue } from '#domain/merge/same-value.ts';
import type { RecordRow } from '../store/rows.ts';

/** Of what is asked, the fields that hold another value now. */
export const changedFields = (
  row: RecordRow,
  declaration: AmendedDeclaration,
  crossing: AmendedCrossing,
): { declaration: AmendedDeclaration; crossing: AmendedCrossing } => ({
  declaration: differing(declaration, row.declaration),
  crossing: differing(crossing, row.crossing),
});

const differing = <Fields extends object>(asked: Fields, now: object): Fields => {
  const values = new Map<string, unknown>(Object.entries(now));
  const fields = Object.entries(asked).filter(
    ([key, value]: [string, unknown]) =>
      value !== undefined && !sameValue(value ?? undefined, values.get(key)),
  );
  // A part of what was asked, every value as it was.
  return Object.fromEntries(fields) as Fields;
};
