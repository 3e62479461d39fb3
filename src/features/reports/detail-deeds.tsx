import { useState } from 'react';
import { templatesFor } from '#domain/report/answer-templates.ts';
import { reportCategories, type ReportCategory } from '#domain/report/report.ts';
import type { ReportStep } from '#domain/report/report-state.ts';
import type { ReportCard } from '#protocol/reports.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import formStyles from '../report-form.module.css';
import { MergePart } from './merge-part.tsx';
import styles from './report-pane.module.css';
import type { Reports } from './use-reports.ts';

type DetailDeedsProps = {
  card: ReportCard;
  reports: Reports;
  onTake: (step: ReportStep) => void;
};

/** What may be done about a report now, what is usual first. */
export const DetailDeeds = ({ card, reports, onTake }: DetailDeedsProps) => {
  const say = useWords();
  const [text, setText] = useState('');
  const { isTaking, told } = reports;
  const words = text.trim();
  const isOpen = card.state === 'received' && card.mergedInto === null;
  const forward = (agencyId: string) =>
    onTake({ kind: 'forwarded', agencyId, ...(words !== '' && { text: words }) });
  const withWords = (kind: 'answered' | 'closed' | 'reopened' | 'noted') => (
    <Button
      tone={kind === 'answered' || kind === 'closed' ? 'action' : 'plain'}
      size={kind === 'answered' || kind === 'closed' ? 'lane' : 'normal'}
      disabled={isTaking || words === ''}
      onClick={() => onTake({ kind, text: words })}
    >
      {say(`report.do.${kind}`)}
    </Button>
  );
  return (
    <section className={styles.work} aria-label={say('report.do')}>
      {isOpen && (
        <ul className={styles.answers} aria-label={say('report.templates')}>
          {templatesFor(card.category)
            .slice(0, 3)
            .map((template) => (
              <li key={template.title}>
                <button
                  type="button"
                  className={styles.template}
                  onClick={() => setText(template.text)}
                >
                  <strong>{template.title}</strong>
                  <span>{template.text}</span>
                </button>
                <Button
                  disabled={isTaking}
                  onClick={() => onTake({ kind: 'answered', text: template.text })}
                >
                  {say('report.do.answer-so')}
                </Button>
              </li>
            ))}
        </ul>
      )}
      <label className={formStyles.field}>
        <span>{say('report.own-words')}</span>
        <textarea
          lang="vi"
          rows={3}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div className={styles.deeds}>
        {isOpen && withWords('answered')}
        {card.state === 'forwarded' && withWords('closed')}
        {card.state !== 'received' && withWords('reopened')}
        {withWords('noted')}
        {card.mergedInto !== null && (
          <Button disabled={isTaking} onClick={() => onTake({ kind: 'separated' })}>
            {say('report.do.separated')}
          </Button>
        )}
      </div>
      {isOpen && (
        <>
          <h3>{say('report.forward')}</h3>
          <div className={styles.agencies}>
            {told?.agencies.map(({ agencyId, name }) => (
              <Button key={agencyId} disabled={isTaking} onClick={() => forward(agencyId)}>
                {name}
              </Button>
            ))}
          </div>
          <MergePart card={card} reports={reports} onTake={onTake} />
          <SortPart card={card} disabled={isTaking} onTake={onTake} />
        </>
      )}
    </section>
  );
};

type SortPartProps = {
  card: ReportCard;
  disabled: boolean;
  onTake: (step: ReportStep) => void;
};

/** What it is about and whether it is urgent, where whoever wrote it could not say. */
const SortPart = ({ card: { category, urgency }, disabled, onTake }: SortPartProps) => {
  const say = useWords();
  const other = urgency === 'urgent' ? 'plain' : 'urgent';
  return (
    <details className={styles.more}>
      <summary>{say('report.sort')}</summary>
      <div className={styles.deeds}>
        <select
          aria-label={say('report.category')}
          className={styles.select}
          disabled={disabled}
          value={category}
          onChange={(event) => {
            // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only these are offered
            const chosen = event.currentTarget.value as ReportCategory;
            onTake({ kind: 'sorted', category: chosen, urgency });
          }}
        >
          {reportCategories.map((one) => (
            <option key={one} value={one}>
              {say(`report.category.${one}`)}
            </option>
          ))}
        </select>
        <Button
          disabled={disabled}
          onClick={() => onTake({ kind: 'sorted', category, urgency: other })}
        >
          {say(`report.sort.${other}`)}
        </Button>
      </div>
    </details>
  );
};
