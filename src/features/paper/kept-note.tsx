import { useWords } from '../../i18n/use-words.ts';
import { readRecord } from '../../store/list-records.ts';
import { DeliveryMark } from '../../ui/delivery-mark.tsx';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import styles from './paper-rail.module.css';
import type { LastSheet } from './use-hand-in.ts';

/** Never a doubt whether the last sheet was kept, and whether it has arrived. */
export const KeptNote = ({ recordId, declaration }: LastSheet) => {
  const say = useWords();
  const { tablet } = useServices();
  const record = useLiveQuery(
    tablet.db,
    (live) => (recordId === null ? undefined : readRecord(live, recordId)),
    [recordId],
  );
  const name = declaration.fullName;
  return (
    <p className={recordId === null ? styles.beingKept : styles.kept} role="status">
      {recordId !== null && <DeliveryMark state={record?.delivered ? 'delivered' : 'here'} />}
      <span>{say(recordId === null ? 'paper.being-kept' : 'paper.kept', { name })}</span>
    </p>
  );
};
