import { Check } from 'lucide-react';
import { memo } from 'react';
import type { FieldKey, FormSection } from '#domain/declaration/form.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './paper-desk.module.css';
import { isHandedTheSame } from './says-the-same.ts';

type SectionTabsProps = {
  form: readonly FormSection[];
  current: number;
  /** Fields that stop the sheet from being kept. */
  faults: readonly FieldKey[];
  missing: readonly FieldKey[];
  /** The same at every drawing. */
  onOpen: (index: number) => void;
};

/** The sections of the sheet, each with how much it still lacks. */
export const SectionTabs = memo(({ form, current, faults, missing, onOpen }: SectionTabsProps) => {
  const say = useWords();
  return (
    <ol className={styles.tabs}>
      {form.map((section, index) => {
        const keys = section.fields.map((field) => field.key);
        const lacking = missing.filter((key) => keys.includes(key)).length;
        const wrong = faults.some((key) => keys.includes(key));
        return (
          <li key={section.key}>
            <button
              type="button"
              className={`${styles.tab} ${wrong ? styles.wrong : ''}`}
              aria-current={index === current ? 'step' : undefined}
              onClick={() => onOpen(index)}
            >
              <span>{say(`section.${section.key}`)}</span>
              {lacking > 0 ? (
                <span className={`${styles.count} numbers`}>{lacking}</span>
              ) : (
                <Check size={18} aria-hidden="true" />
              )}
            </button>
          </li>
        );
      })}
    </ol>
  );
}, isHandedTheSame);
