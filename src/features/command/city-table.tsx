import { useState } from 'react';
import type { CommandList } from '#protocol/command.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import type { CityRow } from './city-rows.ts';
import tableStyles from './city-table.module.css';
import styles from './command-screen.module.css';
import { formatCount, type Figure } from './figure.ts';

const rowsAtOnce = 40;

type CityTableProps = {
  units: readonly CityRow[];
  districts: readonly CityRow[];
  onOpen: (figure: Figure) => void;
};

const Cell = ({
  count,
  figure,
  isLoud = false,
  onOpen,
}: {
  count: number;
  /** Null: there is no list of it. */
  figure: Figure | null;
  isLoud?: boolean;
  onOpen: CityTableProps['onOpen'];
}) => (
  <td className={count === 0 ? tableStyles.zero : isLoud ? tableStyles.loud : ''}>
    {figure === null || count === 0 ? (
      formatCount(count)
    ) : (
      <button type="button" onClick={() => onOpen(figure)}>
        {formatCount(count)}
      </button>
    )}
  </td>
);

/** Unit by unit or district by district; whoever waits too long first. */
export const CityTable = ({ units, districts, onOpen }: CityTableProps) => {
  const say = useWords();
  const [by, setBy] = useState<'unit' | 'district'>('unit');
  const [shown, setShown] = useState(rowsAtOnce);
  const rows = by === 'unit' ? units : districts;
  const most = Math.max(1, ...rows.map(({ counts }) => counts.crossings.all));
  const figureOf = ({ unitId }: CityRow, list: CommandList): Figure | null =>
    unitId === null ? null : { list, unitId };
  return (
    <section className={styles.chart}>
      <div className={styles.tableHead}>
        <h2>{say(by === 'unit' ? 'command.by-unit' : 'command.by-district')}</h2>
        <div className={styles.switch} role="group" aria-label={say('command.by')}>
          {(['unit', 'district'] as const).map((one) => (
            <Button
              key={one}
              tone={by === one ? 'action' : 'plain'}
              aria-pressed={by === one}
              onClick={() => {
                setBy(one);
                setShown(rowsAtOnce);
              }}
            >
              {say(one === 'unit' ? 'command.by-unit' : 'command.by-district')}
            </Button>
          ))}
        </div>
      </div>
      <div className={tableStyles.scroll}>
        <table className={`${tableStyles.table} numbers`} data-testid="city-table">
          <thead>
            <tr>
              <th scope="col">{say(by === 'unit' ? 'command.unit' : 'command.district')}</th>
              <th scope="col" aria-hidden="true" />
              <th scope="col">{say('command.crossings')}</th>
              <th scope="col">{say('command.turn-back')}</th>
              <th scope="col">{say('command.referred')}</th>
              <th scope="col">{say('command.referrals.short')}</th>
              <th scope="col">{say('command.overdue.short')}</th>
              <th scope="col">{say('command.identity.short')}</th>
              <th scope="col">{say('command.silent')}</th>
              <th scope="col">{say('command.unsent.short')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row) => {
              const { counts } = row;
              return (
                <tr key={row.key}>
                  <th scope="row">
                    <span className={tableStyles.rowName}>{row.name}</span>
                    <span className={tableStyles.rowNote}>{row.note}</span>
                  </th>
                  <td className={tableStyles.barCell}>
                    <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
                      <rect
                        className={styles.bar}
                        width={(100 * counts.crossings.all) / most}
                        height="12"
                      />
                    </svg>
                  </td>
                  <Cell
                    count={counts.crossings.all}
                    figure={figureOf(row, 'crossings')}
                    onOpen={onOpen}
                  />
                  <Cell
                    count={counts.crossings.turn_back}
                    figure={figureOf(row, 'turn_back')}
                    onOpen={onOpen}
                  />
                  <Cell
                    count={counts.crossings.refer_health}
                    figure={figureOf(row, 'refer_health')}
                    onOpen={onOpen}
                  />
                  <Cell
                    count={counts.referralsOpen}
                    figure={figureOf(row, 'referrals-open')}
                    onOpen={onOpen}
                  />
                  <Cell
                    count={counts.referralsOverdue}
                    figure={figureOf(row, 'referrals-overdue')}
                    isLoud
                    onOpen={onOpen}
                  />
                  <Cell
                    count={counts.identityWaiting}
                    figure={figureOf(row, 'identity-waiting')}
                    onOpen={onOpen}
                  />
                  <Cell
                    count={counts.silent}
                    figure={figureOf(row, 'tablets-silent')}
                    isLoud
                    onOpen={onOpen}
                  />
                  <Cell
                    count={counts.unsentRecords}
                    figure={figureOf(row, 'tablets-unsent')}
                    onOpen={onOpen}
                  />
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {rows.length === 0 && <p className={styles.soft}>{say('command.quiet')}</p>}
      {rows.length > shown && (
        <Button onClick={() => setShown(shown + 4 * rowsAtOnce)}>
          {say('command.more', { count: rows.length - shown })}
        </Button>
      )}
    </section>
  );
};
