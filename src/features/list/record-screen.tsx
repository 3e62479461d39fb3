import { useLiveQuery } from 'dexie-react-hooks';
import { ArrowLeft } from 'lucide-react';
import { useContext } from 'react';
import { Link } from 'wouter';
import { may } from '#domain/officer/permissions.ts';
import { paperForm } from '#domain/declaration/paper-form.ts';
import { formatMoment } from '../../i18n/format.ts';
import { LanguageContext, useWords } from '../../i18n/use-words.ts';
import { readRecord } from '../../store/list-records.ts';
import { DeliveryMark } from '../../ui/delivery-mark.tsx';
import { useNow } from '../../ui/use-now.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import { paths } from '../paths.ts';
import { useServices, useSession } from '../services.ts';
import { DeliveryWord } from './delivery-word.tsx';
import { factWords } from './fact-words.ts';
import styles from './list-screen.module.css';
import { usePlaces } from '../use-places.ts';

/** One record as it was kept, field by field in the order of the sheet. */
export const RecordScreen = ({ recordId }: { recordId: string }) => {
  const say = useWords();
  const language = useContext(LanguageContext);
  const { tablet } = useServices();
  const session = useSession();
  const places = usePlaces();
  const nowMs = useNow(60_000);
  const row = useLiveQuery(() => readRecord(tablet.db, recordId), [tablet, recordId]);
  if (!row) return null;
  const values: Record<string, unknown> = { ...row.declaration, ...row.crossing };
  const seesHealth = may(session.role, 'see-health');
  return (
    <article className={styles.record}>
      <Link href={paths.list} className={styles.back ?? ''}>
        <ArrowLeft size={20} aria-hidden="true" /> {say('list.back')}
      </Link>
      <header className={styles.head}>
        <VerdictSign shape={row.crossing['check.verdict']} />
        <div>
          <h1>{row.declaration.fullName}</h1>
          <p className={styles.delivery}>
            <DeliveryMark state={row.delivered ? 'delivered' : 'here'} />
            <DeliveryWord delivered={row.delivered} />
            <span className="numbers"> · {formatMoment(row.wallMs, nowMs)}</span>
          </p>
        </div>
      </header>
      <dl className={styles.facts}>
        {paperForm
          .flatMap((section) => section.fields)
          .filter((field) => seesHealth || field.sensitivity !== 'health')
          .map((field) => ({ field, words: factWords(say, language, places, field, values) }))
          .filter(({ words }) => words !== null)
          .map(({ field, words }) => (
            <div key={field.key} style={{ display: 'contents' }}>
              <dt>{say(`field.${field.key}`)}</dt>
              <dd>{words}</dd>
            </div>
          ))}
      </dl>
    </article>
  );
};
