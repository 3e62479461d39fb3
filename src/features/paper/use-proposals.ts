import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import type { FieldKey, FormInput, FormSection } from '#domain/declaration/form.ts';
import { proposeAnswers, type Proposal } from '#domain/declaration/propose-answers.ts';
import { answerSchema } from '#domain/declaration/answer-schema.ts';
import { findFormerDeclaration } from '../../store/find-kept.ts';
import { readNextSerial } from '../../store/paper-ledger.ts';
import { readDevice } from '../../store/read-device.ts';
import { readRecentUse, type RecentUse } from '../../store/recent-use.ts';
import { useServices } from '../services.ts';

/** "Today and yesterday", and how long what a person declared is worth proposing. */
const recentMs = 48 * 3_600_000;
const formerMs = 7 * 24 * 3_600_000;

type Proposals = {
  readonly byField: ReadonlyMap<FieldKey, Proposal>;
  /** How often each ward was named lately, by ward code. */
  readonly uses: RecentUse['uses'];
};

/** What the sheet can propose from its own number and from what this tablet has kept [DESK-1]. */
export const useProposals = (form: readonly FormSection[], input: FormInput): Proposals => {
  const { tablet } = useServices();
  const [recent, setRecent] = useState<RecentUse>({ formerSheet: null, uses: new Map() });
  const [nextSerial, setNextSerial] = useState<string | null>(null);
  const docType = answerSchema('docType').safeParse(input.docType).data;
  const docNumber =
    typeof input.docNumber === 'string' ? input.docNumber.replace(/[\s.]/g, '').toUpperCase() : '';

  useEffect(() => {
    let current = true;
    const read = async () => {
      const use = await readRecentUse(tablet.db, tablet.clock.wallMs() - recentMs);
      const device = await readDevice(tablet.db);
      const last = use.formerSheet?.paperSerial;
      const next = last && device ? await readNextSerial(tablet.db, device.unitId, last) : null;
      if (!current) return;
      setRecent(use);
      setNextSerial(next);
    };
    void read();
    return () => {
      current = false;
    };
  }, [tablet]);
  const former = useLiveQuery(async () => {
    if (!docType || docNumber.length < 6) return null;
    const sinceMs = tablet.clock.wallMs() - formerMs;
    const declaration = await findFormerDeclaration(tablet.db, { docType, docNumber }, sinceMs);
    return declaration && { docNumber, declaration };
  }, [tablet, docType, docNumber]);

  const formerDeclaration = former?.docNumber === docNumber ? former.declaration : null;
  const { formerSheet, uses } = recent;
  return {
    byField: proposeAnswers(form, input, { formerSheet, formerDeclaration, nextSerial }),
    uses,
  };
};
