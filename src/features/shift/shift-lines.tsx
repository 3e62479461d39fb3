import type { CompletenessLine } from '#domain/shift/completeness.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { DeliveryMark, type DeliveryState } from '../../ui/delivery-mark.tsx';
import styles from './shift-screen.module.css';

const markByState: Record<CompletenessLine['state'], DeliveryState> = {
  complete: 'delivered',
  unsent: 'here',
  silent: 'trouble',
  unproven: 'here',
  questioned: 'trouble',
  'switched-off': 'out-of-sight',
  retired: 'out-of-sight',
};

const countOf = (line: CompletenessLine): number =>
  line.state === 'questioned' ? line.quarantined : line.unsentRecords || line.unsentEntries;

type ShiftLinesProps = { lines: readonly CompletenessLine[]; nowMs: number };

/** One line a tablet; what is not complete stands first. */
export const ShiftLines = ({ lines, nowMs }: ShiftLinesProps) => {
  const say = useWords();
  const troubledFirst = lines.toSorted(
    (left, right) => Number(left.state === 'complete') - Number(right.state === 'complete'),
  );
  return (
    <ul className={`${styles.lines} numbers`}>
      {troubledFirst.map((line, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two that never wrote may bear one name
        <li key={line.logId ?? `${line.deviceName} ${index}`} className={styles[line.state]}>
          <DeliveryMark state={markByState[line.state]} />
          <strong>{line.deviceName}</strong>
          <progress
            max={Math.max(line.held, 1)}
            value={line.delivered}
            aria-label={line.deviceName}
          />
          <span className={styles.count}>
            {say('shift.counts', { delivered: line.delivered, held: line.held })}
          </span>
          <span className={styles.state}>
            {say(`shift.state.${line.state}`, { count: countOf(line) })}
          </span>
          <span className={styles.contact}>
            {line.lastContactAtMs === null
              ? say('status.never')
              : say('shift.contact', { time: formatMoment(line.lastContactAtMs, nowMs) })}
          </span>
        </li>
      ))}
    </ul>
  );
};
