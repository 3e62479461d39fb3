import { useState } from 'react';
import { sameValue } from '#domain/merge/same-value.ts';
import type { DeskConflict, DeskRecord } from '#domain/settle/desk.ts';
import { Button } from '../../ui/button.tsx';
import styles from './settle-screen.module.css';
import { fieldOf, type SettleWords } from './settle-words.ts';
import { canBeTyped, ThirdValue } from './third-value.tsx';

type ConflictCardProps = {
  conflict: DeskConflict;
  record: DeskRecord;
  words: SettleWords;
  /** Null: the field is empty. */
  onKeep: (value: unknown) => void;
};

/** One field with all that people wrote into it, side by side. */
export const ConflictCard = ({ conflict, record, words, onKeep }: ConflictCardProps) => {
  const { say, valueOf, labelOf, byWords, isHidden } = words;
  const [isTyping, setIsTyping] = useState(false);
  const { field: key, values } = conflict;
  const distinct = values.filter(
    ({ value }, index) => values.findIndex((other) => sameValue(other.value, value)) === index,
  );
  const field = fieldOf(key);
  return (
    <li className={styles.case} data-testid="conflict">
      <h3>
        <span className={styles.name}>{record.declaration.fullName}</span> · {labelOf(key)}
      </h3>
      {isHidden(key) ? (
        <p>{say('settle.hidden')}</p>
      ) : (
        <>
          <ul className={styles.sides}>
            {distinct.map(({ entryId, value }) => (
              <li key={entryId}>
                <strong className="numbers">
                  {valueOf(key, { [key]: value }) ?? say('record.empty')}
                </strong>
                {values
                  .filter((one) => sameValue(one.value, value))
                  .map((one) => (
                    <span key={one.entryId} className={`${styles.soft} numbers`}>
                      {byWords(one.by)}
                    </span>
                  ))}
                <Button tone="action" onClick={() => onKeep(value ?? null)}>
                  {say('settle.keep')}
                </Button>
              </li>
            ))}
          </ul>
          {field !== null && canBeTyped(field) && !isTyping && (
            <Button onClick={() => setIsTyping(true)}>{say('settle.third')}</Button>
          )}
          {field !== null && isTyping && <ThirdValue field={field} onKeep={onKeep} />}
        </>
      )}
    </li>
  );
};
