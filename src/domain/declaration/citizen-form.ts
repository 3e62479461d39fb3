import type { FieldKey, FormSection } from './form.ts';
import { deskOnly, paperForm } from './paper-form.ts';

/** What only a sheet and its typist know; an online declaration is declared when it is sent. */
const ofThePaper: ReadonlySet<FieldKey> = new Set(['paperSerial', 'declaredAt', ...deskOnly]);

/** The form as a person answers it on a telephone, ahead of the journey: the sheet without the officer's side. */
export const citizenForm: readonly FormSection[] = paperForm
  .filter(({ key }) => key !== 'officer')
  .map((section) => ({
    ...section,
    fields: section.fields.filter(({ key }) => !ofThePaper.has(key)),
  }));

/** All that the citizen's form asks. */
export const citizenKeys: ReadonlySet<string> = new Set(
  citizenForm.flatMap(({ fields }) => fields.map(({ key }) => key)),
);
