import { useHistoryState } from 'wouter/use-browser-location';
import { useWords } from '../../i18n/use-words.ts';
import { readRecord } from '../../store/list-records.ts';
import { DeliveryMark } from '../../ui/delivery-mark.tsx';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import styles from './scan-screen.module.css';

/** The browser keeps an address's state on the disk: an id, never a name. */
const keptIdOf = (state: unknown): string | null =>
  typeof state === 'object' && state !== null && 'keptId' in state ? String(state.keptId) : null;

/** Says that the sheet which was begun here has been kept. */
export const KeptDraftNote = () => {
  const say = useWords();
  const { db } = useServices().tablet;
  const keptId = keptIdOf(useHistoryState());
  const kept = useLiveQuery(
    db,
    async (live) => (keptId === null ? null : readRecord(live, keptId)),
    [keptId],
  );
  if (!kept) return null;
  return (
    <p className={styles.kept}>
      <DeliveryMark state="here" />
      {say('paper.kept', { name: kept.declaration.fullName })}
    </p>
  );
};
