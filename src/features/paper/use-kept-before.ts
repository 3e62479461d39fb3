import type { FieldDefinition, FieldKey, FormInput } from '#domain/declaration/form.ts';
import { answerSchema } from '#domain/declaration/answer-schema.ts';
import { isAnswered, readAnswer } from '#domain/declaration/read-answer.ts';
import { shiftAt } from '#domain/shift/shift.ts';
import { findKeptDocument, findKeptSerial, type KeptBefore } from '../../store/find-kept.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';

export const docTypeSchema = answerSchema('docType');

/** An answer as it would be kept, or null while it is not one. */
export const readShown = (
  fields: readonly FieldDefinition[],
  input: FormInput,
  key: FieldKey,
): string | null => {
  const field = fields.find((shown) => shown.key === key);
  const answer = input[key];
  if (!field || !isAnswered(answer)) return null;
  const read = readAnswer(field, answer, input);
  return 'value' in read && typeof read.value === 'string' ? read.value : null;
};

/** Fields whose number this tablet has kept before, each with the earlier record [FORM-9]. */
export const useKeptBefore = (
  fields: readonly FieldDefinition[],
  input: FormInput,
  unitId: string | null,
): ReadonlyMap<FieldKey, KeptBefore> => {
  const { tablet } = useServices();
  const serial = readShown(fields, input, 'paperSerial');
  const docNumber = readShown(fields, input, 'docNumber');
  const docType = docTypeSchema.safeParse(input.docType).data;
  const found = useLiveQuery(
    tablet.db,
    async (live) => {
      const shiftId = unitId && shiftAt(unitId, tablet.clock.wallMs()).shiftId;
      return {
        serial,
        docNumber,
        bySerial: serial === null ? null : await findKeptSerial(live, serial),
        byDocument:
          docNumber === null || !docType || !shiftId
            ? null
            : await findKeptDocument(live, { docType, docNumber }, shiftId),
      };
    },
    [unitId, serial, docNumber, docType],
  );
  const keptBefore = new Map<FieldKey, KeptBefore>();
  // While the next look-up runs, the last one still speaks of the number before.
  if (found?.bySerial && found.serial === serial) keptBefore.set('paperSerial', found.bySerial);
  if (found?.byDocument && found.docNumber === docNumber) {
    keptBefore.set('docNumber', found.byDocument);
  }
  return keptBefore;
};
