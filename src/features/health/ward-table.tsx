import { formatPlace } from '#domain/places/format-address.ts';
import { useWords } from '../../i18n/use-words.ts';
import { usePlaces } from '../use-places.ts';
import styles from './health-screen.module.css';
import type { WardCount } from './queue-order.ts';

type WardTableProps = {
  counts: readonly WardCount[];
  /** Undefined: all of them. */
  chosen: string | null | undefined;
  onChoose: (ward: string | null | undefined) => void;
};

/** How many wait in each ward; choosing one shows its people only. */
export const WardTable = ({ counts, chosen, onChoose }: WardTableProps) => {
  const say = useWords();
  const places = usePlaces();
  return (
    <table className={`${styles.wards} numbers`}>
      <caption>{say('health.district.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('health.district')}</th>
          <th scope="col">{say('health.district.open')}</th>
          <th scope="col">{say('health.district.overdue')}</th>
        </tr>
      </thead>
      <tbody>
        {counts.map(({ ward, open, overdue }) => (
          <tr key={ward ?? ''} className={overdue > 0 ? styles.lateRow : ''}>
            <th scope="row">
              <button
                type="button"
                aria-pressed={chosen === ward}
                onClick={() => onChoose(chosen === ward ? undefined : ward)}
              >
                {ward === null ? say('health.district.unknown') : formatPlace(places, ward)}
              </button>
            </th>
            <td>{open}</td>
            <td>{overdue}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
