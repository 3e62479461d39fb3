import { useState } from 'react';
import type { Position } from '#domain/unit/position.ts';
import type { Unit } from '#domain/unit/unit.ts';
import type { CityUnit } from '#protocol/command.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './command-screen.module.css';
import { formatCount } from './figure.ts';
import { layOut } from './map-projection.ts';

const width = 600;
const margin = 44;
/** Units with most crossings whose names stand on the map; the others say theirs when pointed at. */
const namesShown = 8;
const longestName = 22;

type Mark = { unit: Unit; told: CityUnit | undefined; position: Position };

const marksOf = (units: readonly Unit[], toldById: ReadonlyMap<string, CityUnit>): Mark[] =>
  units.flatMap((unit) => {
    const told = toldById.get(unit.unitId);
    const position = told?.stood?.stand.position ?? unit.position;
    return position === undefined ? [] : [{ unit, told, position }];
  });

const short = (name: string): string =>
  name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;

type CityMapProps = {
  units: readonly Unit[];
  told: readonly CityUnit[];
  nowMs: number;
  onOpen: (unitId: string) => void;
};

/** Units where they stand: as large as many cross there, red where somebody waits too long. Nothing is fetched. */
export const CityMap = ({ units, told, nowMs, onOpen }: CityMapProps) => {
  const say = useWords();
  const [pointed, setPointed] = useState<string | null>(null);
  const toldById = new Map(told.map((one) => [one.unitId, one]));
  const marks = marksOf(units, toldById);
  if (marks.length === 0) return <p className={styles.soft}>{say('command.map.none')}</p>;
  const crossed = ({ told: of }: Mark): number => of?.crossings.all ?? 0;
  const most = Math.max(1, ...marks.map(crossed));
  const { height, places, kmPerUnit } = layOut(
    marks.map(({ position }) => position),
    width,
    margin,
  );
  const named = new Set(
    marks
      .toSorted((one, other) => crossed(other) - crossed(one))
      .slice(0, namesShown)
      .map(({ unit }) => unit.unitId),
  );
  const chosen = marks.find(({ unit }) => unit.unitId === pointed);
  const words = told.filter(({ stood }) => stood !== null && stood.stand.position === undefined);
  const barKm = [50, 20, 10, 5, 2, 1].find((km) => km / kmPerUnit < width / 3) ?? 1;
  return (
    <figure className={styles.chart}>
      <figcaption>
        <h2>{say('command.map')}</h2>
        <span className={`${styles.soft} numbers`}>
          {say('command.map.count', { count: marks.length })}
        </span>
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${Math.round(height)}`}
        role="group"
        aria-label={say('command.map')}
      >
        <path
          className={styles.scaleBar}
          d={`M${width - 16 - barKm / kmPerUnit} ${height - 16}v6h${barKm / kmPerUnit}v-6`}
        />
        <text x={width - 16} y={height - 20} textAnchor="end">{`${barKm} km`}</text>
        {marks.map((mark, index) => {
          const { x, y } = places[index] ?? { x: 0, y: 0 };
          const { unit, told: of } = mark;
          const late = (of?.referralsOverdue ?? 0) > 0;
          const silent = (of?.silent ?? 0) > 0;
          const radius = 6 + 20 * Math.sqrt(crossed(mark) / most);
          const tone = late ? styles.markLate : silent ? styles.markSilent : styles.mark;
          const isLeft = x > width * 0.68;
          return (
            <g key={unit.unitId}>
              <circle
                className={tone}
                cx={x}
                cy={y}
                r={radius}
                tabIndex={0}
                role="button"
                aria-label={`${unit.name}: ${formatCount(crossed(mark))}`}
                onPointerEnter={() => setPointed(unit.unitId)}
                onFocus={() => setPointed(unit.unitId)}
                onClick={() => onOpen(unit.unitId)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') onOpen(unit.unitId);
                }}
              />
              {named.has(unit.unitId) && crossed(mark) > 0 && (
                <text
                  className={styles.markName}
                  x={isLeft ? x - radius - 5 : x + radius + 5}
                  y={y + 5}
                  textAnchor={isLeft ? 'end' : 'start'}
                >
                  {short(unit.name)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <p className={`${styles.pointed} numbers`} aria-live="polite">
        {chosen === undefined
          ? say('command.map.hint')
          : [
              chosen.unit.name,
              say('command.map.crossed', { count: formatCount(crossed(chosen)) }),
              chosen.told?.stood &&
                say('command.map.stood', { time: formatMoment(chosen.told.stood.atMs, nowMs) }),
            ]
              .filter(Boolean)
              .join(' · ')}
      </p>
      {words.length > 0 && (
        <details>
          <summary>{say('command.map.words', { count: words.length })}</summary>
          <ul className={styles.words}>
            {words.map(({ unitId, stood }) => (
              <li key={unitId}>
                <strong>{units.find((unit) => unit.unitId === unitId)?.name ?? unitId}</strong>{' '}
                {stood?.stand.place} · {stood && formatMoment(stood.atMs, nowMs)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </figure>
  );
};
