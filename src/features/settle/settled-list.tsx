import type { DeskPair, DeskRecord, DeskSettling } from '#domain/settle/desk.ts';
import { Button } from '../../ui/button.tsx';
import styles from './settle-screen.module.css';
import type { SettleWords } from './settle-words.ts';

type SettledListProps = {
  pairs: readonly DeskPair[];
  settlings: readonly DeskSettling[];
  recordById: ReadonlyMap<string, DeskRecord>;
  words: SettleWords;
  onTakeBackPair: (pair: DeskPair) => void;
  onTakeBackField: (settling: DeskSettling) => void;
};

/** What was settled, by whom and when; each can be taken back. */
export const SettledList = (props: SettledListProps) => {
  const { pairs, settlings, recordById, words, onTakeBackPair, onTakeBackField } = props;
  const { say, byWords, labelOf, valueOf, isHidden } = words;
  const nameOf = (recordId: string): string =>
    recordById.get(recordId)?.declaration.fullName ?? '–';
  const valueNow = (recordId: string, key: string): string => {
    const record = recordById.get(recordId);
    if (record === undefined || isHidden(key)) return '';
    const values = { ...record.declaration, ...record.crossing };
    return `: ${valueOf(key, values) ?? say('record.empty')}`;
  };
  return (
    <ul className={styles.settled}>
      {settlings.map((settling) => (
        <li key={settling.settlingId} data-testid="settled">
          <span>
            <b className={styles.name}>{nameOf(settling.recordId)}</b> ·{' '}
            {settling.fields
              .map((key) => `${labelOf(key)}${valueNow(settling.recordId, key)}`)
              .join(', ')}
            <span className={`${styles.soft} numbers`}>{byWords(settling.by)}</span>
          </span>
          <Button onClick={() => onTakeBackField(settling)}>{say('settle.undo')}</Button>
        </li>
      ))}
      {pairs.map((pair) => (
        <li key={pair.recordIds.join(' ')} data-testid="settled">
          <span>
            <b className={styles.name}>{[...new Set(pair.recordIds.map(nameOf))].join(' / ')}</b> ·{' '}
            {pair.settled && say(`record.pair.${pair.settled.verdict}`)}
            <span className={`${styles.soft} numbers`}>
              {pair.settled && byWords(pair.settled.by)}
            </span>
          </span>
          <Button onClick={() => onTakeBackPair(pair)}>{say('settle.undo')}</Button>
        </li>
      ))}
    </ul>
  );
};
