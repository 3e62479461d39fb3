import { useRef, type Ref } from 'react';
import {
  longestPlace,
  longestWhat,
  reportCategories,
  reportUrgencies,
  type TypedReport,
} from '#domain/report/report.ts';
import { useWords } from '../i18n/use-words.ts';
import styles from './report-form.module.css';

type ReportFormProps = {
  typed: TypedReport;
  /** Nothing is said yet of what it is about, and it was to be kept. */
  isMissing: boolean;
  what: Ref<HTMLTextAreaElement>;
  onChange: (typed: TypedReport) => void;
};

/** What somebody reports: what, where, of which sort, and who, if they say so. Digits choose the sort. */
export const ReportForm = ({ typed, isMissing, what, onChange }: ReportFormProps) => {
  const say = useWords();
  const sorts = useRef<HTMLFieldSetElement>(null);
  const set = (part: Partial<TypedReport>) => onChange({ ...typed, ...part });
  return (
    <div className={styles.form}>
      <label className={styles.field}>
        <span>{say('report.what')}</span>
        <textarea
          ref={what}
          lang="vi"
          rows={3}
          maxLength={longestWhat}
          value={typed.what}
          aria-invalid={isMissing}
          aria-describedby="report-what-trouble"
          onChange={(event) => set({ what: event.currentTarget.value })}
        />
        <strong id="report-what-trouble" className={styles.trouble} role="alert">
          {isMissing && say('report.what.missing')}
        </strong>
      </label>
      <label className={styles.field}>
        <span>{say('report.place')}</span>
        <input
          lang="vi"
          maxLength={longestPlace}
          autoComplete="off"
          value={typed.place}
          onChange={(event) => set({ place: event.currentTarget.value })}
        />
      </label>
      <fieldset
        ref={sorts}
        className={styles.choice}
        onKeyDown={(event) => {
          const category = reportCategories[Number(event.key) - 1];
          if (category === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
          event.preventDefault();
          set({ category });
          sorts.current?.querySelector<HTMLInputElement>(`[value="${category}"]`)?.focus();
        }}
      >
        <legend>{say('report.category')}</legend>
        {reportCategories.map((category, index) => (
          <label key={category}>
            <input
              type="radio"
              name="report-category"
              value={category}
              checked={typed.category === category}
              onChange={() => set({ category })}
            />
            <span>
              <kbd>{index + 1}</kbd> {say(`report.category.${category}`)}
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset className={styles.choice}>
        <legend>{say('report.urgency')}</legend>
        {reportUrgencies.map((urgency) => (
          <label key={urgency} data-urgency={urgency}>
            <input
              type="radio"
              name="report-urgency"
              value={urgency}
              checked={typed.urgency === urgency}
              onChange={() => set({ urgency })}
            />
            <span>{say(`report.urgency.${urgency}`)}</span>
          </label>
        ))}
      </fieldset>
      <div className={styles.pair}>
        <label className={styles.field}>
          <span>{say('report.name')}</span>
          <input
            lang="vi"
            maxLength={80}
            autoComplete="off"
            value={typed.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        </label>
        <label className={styles.field}>
          <span>{say('report.phone')}</span>
          <input
            inputMode="tel"
            maxLength={60}
            autoComplete="off"
            className="numbers"
            value={typed.phone}
            onChange={(event) => set({ phone: event.currentTarget.value })}
          />
        </label>
      </div>
    </div>
  );
};
