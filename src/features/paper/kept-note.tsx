import { useWords } from '../../i18n/use-words.ts';
import { readRecord } from '../../store/list-records.ts';
import { DeliveryMark } from '../../ui/delivery-mark.tsx';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import styles from './paper-rail.module.css';

/** Never a doubt whether the last sheet was kept, and whether it has arrived. */
export const KeptNote = ({ recordId, name }: { recordId: string; name: string }) => {
  const say = useWords();
  const { tablet } = useServices();
  const record = useLiveQuery(tablet.db, (live) => readRecord(live, recordId), [recordId]);
  return (
    <p className={styles.kept} role="status">
      <DeliveryMark state={record?.delivered ? 'delivered' : 'here'} />
      <span>{say('paper.kept', { name })}</span>
    </p>
  );
};
