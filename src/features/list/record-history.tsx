import { answersByList } from '#domain/declaration/answers.ts';
import { paperForm } from '#domain/declaration/paper-form.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { ListedRecord } from '../../store/listed-record.ts';
import { readHistory, type HistoryStep } from '../../store/read-history.ts';
import { readOfficer } from '../../store/read-officers.ts';
import { useServices } from '../services.ts';
import type { FactOf } from '../fact-words.ts';
import { useLiveQuery } from '../use-live-query.ts';
import styles from './record-edit.module.css';

const fields = paperForm.flatMap((section) => section.fields);

const wordByKind = {
  'declaration.amended': 'history.amended',
  'crossing.amended': 'history.amended',
  'declaration.voided': 'history.voided',
  'crossing.voided': 'history.voided-crossing',
  'conflict.settled': 'history.settled',
  'settling.taken-back': 'history.taken-back',
  'declaration.typed-again': 'history.typed-again',
} as const;

type RecordHistoryProps = {
  record: ListedRecord;
  factOf: FactOf;
  seesHealth: boolean;
  nowMs: number;
};

/** Who said what of a record, when, and why; the recording first. */
export const RecordHistory = ({ record, factOf, seesHealth, nowMs }: RecordHistoryProps) => {
  const say = useWords();
  const { tablet } = useServices();
  const history = useLiveQuery(
    tablet.db,
    async (live) => {
      const steps = await readHistory(live, record);
      const ids = [...new Set([record.officer, ...steps.map(({ officer }) => officer)])];
      const officers = await Promise.all(ids.map((id) => readOfficer(live, id)));
      return {
        steps,
        nameOf: new Map(ids.map((id, index) => [id, officers[index]?.name ?? id])),
      };
    },
    [record],
  );
  if (!history) return null;
  const { steps, nameOf } = history;
  const changeWords = ({ field: key, before, after }: HistoryStep['changes'][number]) => {
    const field = fields.find((one) => one.key === key);
    if (!field || (field.sensitivity === 'health' && !seesHealth)) return null;
    const words = (value: unknown) => factOf(field, { [key]: value }) ?? say('record.empty');
    return (
      <li key={key}>
        {say(`field.${field.key}`)}: <s>{words(before)}</s> → <b>{words(after)}</b>
      </li>
    );
  };
  const whyOf = ({ reason, voidReason }: HistoryStep): string => {
    const known = answersByList.voidReason.find((one) => one === voidReason);
    const said = [known === undefined ? null : say(`answer.voidReason.${known}`), reason];
    return said.filter((words) => words !== null).join(' · ');
  };
  return (
    <section className={styles.history} data-testid="history">
      <h2>{say('history.title')}</h2>
      <ol>
        <li>
          <span className="numbers">{formatMoment(record.wallMs, nowMs)}</span>{' '}
          <strong>{nameOf.get(record.officer)}</strong> {say('history.recorded')}
        </li>
        {steps.map((step) => (
          <li key={step.entryId}>
            <span className="numbers">{formatMoment(step.wallMs, nowMs)}</span>{' '}
            <strong>{nameOf.get(step.officer)}</strong>{' '}
            {step.kind in wordByKind && say(wordByKind[step.kind as keyof typeof wordByKind])}
            {whyOf(step) !== '' && <em> – {whyOf(step)}</em>}
            {step.changes.length > 0 && <ul>{step.changes.map(changeWords)}</ul>}
          </li>
        ))}
      </ol>
    </section>
  );
};
