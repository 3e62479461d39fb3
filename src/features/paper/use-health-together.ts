import { useEffect, useRef, type RefObject } from 'react';
import type { FieldKey } from '#domain/declaration/form.ts';
import { healthQuestions } from '#domain/declaration/paper-form.ts';
import { fieldOf, focusField } from './focus-order.ts';

const isQuestion = (key: string | undefined): boolean =>
  healthQuestions.some((question) => question === key);

/**
 * Which health questions have been before the officer's eyes. Until all have, the gesture that answers them
 * together only leads to the next one.
 * @param section the page that is drawn to its end, if one is
 * @returns whether all were seen; if not, the first that was not comes into sight
 */
export const useHealthTogether = (
  form: RefObject<HTMLFormElement | null>,
  section: string | undefined,
): (() => boolean) => {
  const seen = useRef(new Set<FieldKey>());
  useEffect(() => {
    if (section !== 'health' || !form.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (isIntersecting) seen.current.add(fieldOf(target) as FieldKey);
        }
      },
      { threshold: 0.9 },
    );
    for (const row of form.current.querySelectorAll('[data-field]')) {
      if (isQuestion(fieldOf(row))) observer.observe(row);
    }
    return () => observer.disconnect();
  }, [form, section]);
  return () => {
    const unseen = healthQuestions.find((key) => !seen.current.has(key));
    if (unseen !== undefined && form.current) focusField(form.current, unseen);
    return unseen === undefined;
  };
};
