import { useEffect, useState } from 'react';
import type { FieldKey, FormInput, FormSection } from '#domain/declaration/form.ts';
import { proposeAnswers, type Proposal } from '#domain/declaration/propose-answers.ts';
import { answerSchema } from '#domain/declaration/answer-schema.ts';
import { findFormerDeclaration } from '../../store/find-kept.ts';
import { readNextSerial } from '../../store/paper-ledger.ts';
import type { RecentUse } from '../../store/recent-use.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';

/** How long what a person declared is worth proposing. */
const formerMs = 7 * 24 * 3_600_000;

/** What the sheet can propose from its own number and from what this tablet has kept [DESK-1]. */
export const useProposals = (
  form: readonly FormSection[],
  input: FormInput,
  formerSheet: RecentUse['formerSheet'],
  unitId: string | null,
): ReadonlyMap<FieldKey, Proposal> => {
  const { tablet } = useServices();
  const [nextSerial, setNextSerial] = useState<string | null>(null);
  const docType = answerSchema('docType').safeParse(input.docType).data;
  const docNumber =
    typeof input.docNumber === 'string' ? input.docNumber.replace(/[\s.]/g, '').toUpperCase() : '';

  const last = formerSheet?.paperSerial;
  useEffect(() => {
    let current = true;
    const read = async () => {
      const next = last && unitId ? await readNextSerial(tablet.db, unitId, last) : null;
      if (current) setNextSerial(next);
    };
    void read();
    return () => {
      current = false;
    };
  }, [tablet, unitId, last]);
  const former = useLiveQuery(
    tablet.db,
    async (live) => {
      if (!docType || docNumber.length < 6) return null;
      const sinceMs = tablet.clock.wallMs() - formerMs;
      const declaration = await findFormerDeclaration(live, { docType, docNumber }, sinceMs);
      return declaration && { docNumber, declaration };
    },
    [docType, docNumber],
  );

  const formerDeclaration = former?.docNumber === docNumber ? former.declaration : null;
  return proposeAnswers(form, input, { formerSheet, formerDeclaration, nextSerial });
};
