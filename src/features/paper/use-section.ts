import { useEffect, useState, type RefObject } from 'react';
import type { FieldDefinition, FieldKey, FormSection } from '#domain/declaration/form.ts';
import type { AfterPicture } from './use-after-picture.ts';
import { focusField, focusFirstControl, focusLastControl } from './focus-order.ts';

type Sections = {
  readonly sections: readonly FormSection[];
  /** Where the cursor begins; undefined: at the beginning. */
  readonly firstKey: FieldKey | undefined;
  /** The cursor need not stop there when the page is opened. */
  readonly isPassed: (field: FieldDefinition) => boolean;
};

/** As many as stand beside each other on a tablet. */
const fieldsOfLine = 3;

/** Which section of the sheet is open, and where the cursor goes in it. */
export const useSection = (
  form: RefObject<HTMLFormElement | null>,
  { sections, firstKey, isPassed }: Sections,
  { later }: AfterPicture,
) => {
  const placeOf = (key: FieldKey): number =>
    sections.findIndex(({ fields }) => fields.some((field) => field.key === key));
  const [place, setPlace] = useState(firstKey ? placeOf(firstKey) : 0);
  const [focusKey, setFocusKey] = useState<FieldKey | 'first' | 'last'>(firstKey ?? 'first');

  /** A page that is opened is drawn as far as the cursor first, and to its end after that picture. */
  const [wholePlace, setWholePlace] = useState<number>();
  const isWhole = place === wholePlace || focusKey === 'last';

  useEffect(() => later(() => setWholePlace(place)), [later, place]);
  useEffect(() => {
    if (!form.current) return;
    if (focusKey === 'first') focusFirstControl(form.current);
    else if (focusKey === 'last') focusLastControl(form.current);
    else focusField(form.current, focusKey);
  }, [form, place, focusKey]);

  return {
    section: sections[place],
    place,
    isWhole,
    /** What of the page is drawn by now. */
    drawn: (shown: readonly FieldDefinition[]): readonly FieldDefinition[] => {
      const cursor = shown.findIndex(({ key }) => key === focusKey);
      return isWhole ? shown : shown.slice(0, Math.max(cursor + 1, fieldsOfLine));
    },
    open: (index: number) => {
      setPlace(index);
      setFocusKey('first');
    },
    goTo: (key: FieldKey) => {
      setPlace(placeOf(key));
      setFocusKey(key);
      if (form.current) focusField(form.current, key);
    },
    turnPage: (step: 1 | -1, focus: 'first' | 'last' = 'first') => {
      const next = sections[place + step];
      if (next === undefined) return;
      const open = next.fields.find((field) => !isPassed(field));
      // Or the browser lays out the page that goes once more, for the sake of the cursor in it.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      setPlace(place + step);
      setFocusKey(focus === 'last' ? 'last' : (open?.key ?? 'first'));
    },
  };
};
