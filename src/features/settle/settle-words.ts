import { useContext } from 'react';
import { paperForm } from '#domain/declaration/paper-form.ts';
import type { FieldDefinition } from '#domain/declaration/form.ts';
import { may } from '#domain/officer/permissions.ts';
import type { SaidBy } from '#domain/settle/desk.ts';
import { formatMoment } from '../../i18n/format.ts';
import { LanguageContext, useWords } from '../../i18n/use-words.ts';
import { useNow } from '../../ui/use-now.ts';
import { factWords } from '../fact-words.ts';
import { useSession } from '../services.ts';
import { usePlaces } from '../use-places.ts';

const fields = paperForm.flatMap((section) => section.fields);

export const fieldOf = (key: string): FieldDefinition | null =>
  fields.find((field) => field.key === key) ?? null;

/** How the desk says things: a value of a field, and who said it, when, on which tablet. */
export const useSettleWords = (officerNames: ReadonlyMap<string, string>) => {
  const say = useWords();
  const language = useContext(LanguageContext);
  const places = usePlaces();
  const nowMs = useNow(60_000);
  const seesHealth = may(useSession().role, 'see-health');
  return {
    say,
    isHidden: (key: string): boolean => fieldOf(key)?.sensitivity === 'health' && !seesHealth,
    labelOf: (key: string): string => {
      const field = fieldOf(key);
      return field === null ? key : say(`field.${field.key}`);
    },
    /** Null: it was not answered. */
    valueOf: (key: string, values: Readonly<Record<string, unknown>>): string | null => {
      const field = fieldOf(key);
      return field === null ? null : factWords(say, language, places, field, values);
    },
    byWords: ({ officer, wallMs, device }: SaidBy): string =>
      [
        officerNames.get(officer) ?? officer,
        formatMoment(wallMs, nowMs),
        device ?? say('settle.device.other'),
      ]
        .filter((words) => words !== '')
        .join(' · '),
  };
};
export type SettleWords = ReturnType<typeof useSettleWords>;
