import { useMemo } from 'react';
import type { FieldKey, FormInput, FormSection } from '#domain/declaration/form.ts';
import { numberIn } from '#domain/declaration/number-in.ts';
import { proposeAnswers, type Proposal } from '#domain/declaration/propose-answers.ts';
import { awaitsWard } from '#domain/declaration/read-answer.ts';
import { tiePrinted } from '#domain/places/find-printed.ts';
import { findFormerDeclaration } from '../../store/find-kept.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { usePlaces } from '../use-places.ts';
import type { BesideSheet } from './use-beside-sheet.ts';
import { docTypeSchema } from './use-kept-before.ts';
import { useNextSerial } from './use-next-serial.ts';

/** How long what a person declared is worth proposing. */
const formerMs = 7 * 24 * 3_600_000;

/** What the sheet can propose from its own number and from what this tablet has kept [DESK-1]. */
export const useProposals = (
  form: readonly FormSection[],
  input: FormInput,
  beside: BesideSheet,
): ReadonlyMap<FieldKey, Proposal> => {
  const { tablet } = useServices();
  const { formerSheet, usual } = beside.recent;
  const docType = docTypeSchema.safeParse(input.docType).data;
  const docNumber = numberIn(input, 'docNumber');

  const serial = typeof input.paperSerial === 'string' ? input.paperSerial : '';
  const nextSerial = useNextSerial(formerSheet?.paperSerial, serial, beside);
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

  const places = usePlaces();
  const home = input['addr.permanent'];
  const printedHome = useMemo(
    () => (places && awaitsWard(home) ? tiePrinted(places, home.detail) : null),
    [places, home],
  );

  const formerDeclaration = former?.docNumber === docNumber ? former.declaration : null;
  return proposeAnswers(form, input, { usual, formerDeclaration, nextSerial, printedHome });
};
