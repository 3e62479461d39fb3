import type { FormInput } from '#domain/declaration/form.ts';
import type { Recognised } from '#domain/qr/recognise.ts';

export type CodeForSheet = {
  readonly draftId: string;
  readonly kind: Recognised['kind'];
  readonly filled: FormInput;
};

/** In memory alone: what a card says of a person is no address, and the desk fills it in at once. */
let waiting: CodeForSheet | null = null;

/** A code was read elsewhere, and the desk is to put it into this sheet as soon as it has it open. */
export const handCode = (code: CodeForSheet): void => {
  waiting = code;
};

/** The code for the sheet that has just come to the desk; another sheet's is gone by then. */
export const takeHandedCode = (draftId: string): CodeForSheet | null => {
  const code = waiting;
  waiting = null;
  return code?.draftId === draftId ? code : null;
};
