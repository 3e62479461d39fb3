import type { DuplicateVerdict } from '#domain/merge/merge-data.ts';
import { sameValue } from '#domain/merge/same-value.ts';
import type { DeskPair, DeskRecord } from '#domain/settle/desk.ts';
import { Button } from '../../ui/button.tsx';
import styles from './settle-screen.module.css';
import type { SettleWords } from './settle-words.ts';

const compared = [
  'fullName',
  'dob',
  'sex',
  'docNumber',
  'phone',
  'move.plate',
  'move.direction',
  'move.departAt',
  'paperSerial',
  'addr.staying',
  'check.temperature',
  'check.verdict',
] as const;
const verdicts = ['same-crossing', 'same-person', 'different'] as const;

type PairCardProps = {
  pair: DeskPair;
  records: readonly [DeskRecord, DeskRecord];
  words: SettleWords;
  onSettle: (verdict: DuplicateVerdict) => void;
};

const valuesOf = ({ declaration, crossing }: DeskRecord): Readonly<Record<string, unknown>> => ({
  ...declaration,
  ...crossing,
});

/** Two records field by field, with what speaks for and against their being one crossing. */
export const PairCard = ({ pair, records, words, onSettle }: PairCardProps) => {
  const { say, valueOf, labelOf, byWords, isHidden } = words;
  const [one, other] = records;
  const [left, right] = [valuesOf(one), valuesOf(other)];
  const rows = compared.filter(
    (key) => !isHidden(key) && (left[key] !== undefined || right[key] !== undefined),
  );
  return (
    <li className={styles.case} data-testid="pair">
      <p className={styles.evidence}>
        {pair.speaksFor.length > 0 && (
          <span>
            <b>{say('settle.for')}:</b>{' '}
            {pair.speaksFor.map((clue) => say(`clue.for.${clue}`)).join(', ')}.
          </span>
        )}{' '}
        {pair.speaksAgainst.length > 0 && (
          <span>
            <b>{say('settle.against')}:</b>{' '}
            {pair.speaksAgainst.map((clue) => say(`clue.against.${clue}`)).join(', ')}.
          </span>
        )}
      </p>
      {pair.settled?.contested && <p>{say('record.pair.contested')}</p>}
      <table className={`${styles.compared} numbers`}>
        <thead>
          <tr>
            <td />
            <th scope="col">{byWords(one.by)}</th>
            <th scope="col">{byWords(other.by)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((key) => (
            <tr key={key} className={sameValue(left[key], right[key]) ? '' : styles.differs}>
              <th scope="row">
                {labelOf(key)}
                {!sameValue(left[key], right[key]) && (
                  <span className="visually-hidden"> ({say('settle.differs')})</span>
                )}
              </th>
              <td>{valueOf(key, left) ?? '–'}</td>
              <td>{valueOf(key, right) ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.buttons}>
        {verdicts.map((verdict) => (
          <Button
            key={verdict}
            tone={verdict === 'same-crossing' && pair.likelihood === 'certain' ? 'action' : 'plain'}
            onClick={() => onSettle(verdict)}
          >
            {say(`record.pair.${verdict}`)}
          </Button>
        ))}
      </div>
    </li>
  );
};
