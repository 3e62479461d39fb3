export const isBox = (control: EventTarget): control is HTMLInputElement =>
  control instanceof HTMLInputElement && ['radio', 'checkbox'].includes(control.type);

const isSameGroup = (left: Element, right: Element): boolean =>
  isBox(left) && isBox(right) && left.name === right.name;

/** The controls of the form in the order of the sheet; a group of boxes counts as one. */
const controlsOf = (form: Element): HTMLElement[] => {
  const all = [...form.querySelectorAll<HTMLElement>('[data-field] :is(input, select, textarea)')];
  return all.filter(
    (control) => all.find((other) => other === control || isSameGroup(other, control)) === control,
  );
};

const rowOf = (element: Element): Element | null => element.closest('[data-field]');

/** Says of a field, by its key, that the cursor need not stop there. */
type IsPassed = (fieldKey: string | undefined) => boolean;

/**
 * Moves on from a control (or from a button beside it), to the other controls of its row and over the rows that are
 * passed. False at the end of the section.
 */
export const focusNextControl = (from: Element, step: 1 | -1, isPassed: IsPassed): boolean => {
  const form = from.closest('form');
  if (!form) return false;
  const controls = controlsOf(form);
  const own = controls.findIndex(
    (control) => control === from || from.contains(control) || isSameGroup(control, from),
  );
  const here = own >= 0 ? own : controls.findLastIndex((control) => rowOf(control) === rowOf(from));
  const rest =
    step === 1 ? controls.slice(here + 1) : controls.slice(0, Math.max(here, 0)).toReversed();
  const next = rest.find((one) => rowOf(one) === rowOf(from) || !isPassed(fieldOf(one)));
  next?.focus();
  return next !== undefined;
};

/** Moves on past a whole row of the sheet. False at the end of the section. */
export const focusAfterRow = (form: Element, fieldKey: string, isPassed: IsPassed): boolean => {
  const controls = controlsOf(form);
  const row = form.querySelector(`[data-field="${CSS.escape(fieldKey)}"]`);
  const last = controls.findLastIndex((control) => rowOf(control) === row);
  const next = controls.slice(last + 1).find((one) => !isPassed(fieldOf(one)));
  next?.focus();
  return next !== undefined;
};

export const fieldOf = (control: Element): string | undefined => {
  const row = rowOf(control);
  return row instanceof HTMLElement ? row.dataset['field'] : undefined;
};

export const focusField = (form: Element, fieldKey: string): void => {
  const row = form.querySelector(`[data-field="${CSS.escape(fieldKey)}"]`);
  row?.scrollIntoView({ block: 'nearest' });
  row?.querySelector<HTMLElement>('input, select, textarea')?.focus();
};

export const focusFirstControl = (form: Element): void => controlsOf(form)[0]?.focus();

export const focusLastControl = (form: Element): void => controlsOf(form).at(-1)?.focus();
