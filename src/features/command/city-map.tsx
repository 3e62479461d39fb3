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
const namesShown = 9;
const longestName = 22;
/** Of a name on the map: as wide a letter, as high a line. */
const letterWidth = 9.5;
const lineHeight = 24;

type Mark = { unit: Unit; told: CityUnit | undefined; position: Position };

const marksOf = (units: readonly Unit[], toldById: ReadonlyMap<string, CityUnit>): Mark[] =>
  units.flatMap((unit) => {
    const told = toldById.get(unit.unitId);
    const position = told?.stood?.stand.position ?? unit.position;
    return position === undefined ? [] : [{ unit, told, position }];
  });

const short = (name: string): string =>
  name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;

type Label = { readonly x: number; readonly y: number; readonly isLeft: boolean };

/** Names of the units with most crossings, as far as none stands on another. */
const placeNames = (
  marks: readonly Mark[],
  places: readonly { readonly x: number; readonly y: number }[],
  radiusOf: (mark: Mark) => number,
): ReadonlyMap<string, Label> => {
  const labels = new Map<string, Label>();
  const taken: { readonly from: number; readonly to: number; readonly y: number }[] = [];
  const order = marks.map((mark, index) => ({ mark, place: places[index] ?? { x: 0, y: 0 } }));
  const most = order.toSorted((one, other) => radiusOf(other.mark) - radiusOf(one.mark));
  for (const { mark, place } of most) {
    const { name, unitId } = mark.unit;
    const isLeft = place.x > width / 2;
    const x = place.x + (isLeft ? -1 : 1) * (radiusOf(mark) + 6);
    const wide = short(name).length * letterWidth;
    const box = { from: isLeft ? x - wide : x, to: isLeft ? x : x + wide, y: place.y };
    const isFree = taken.every(
      ({ from, to, y }) => Math.abs(y - box.y) >= lineHeight || box.to < from || box.from > to,
    );
    if (!isFree || labels.size === namesShown || box.from < 0 || box.to > width) continue;
    taken.push(box);
    labels.set(unitId, { x, y: place.y + 6, isLeft });
  }
  return labels;
};

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
  const radiusOf = (mark: Mark): number => 6 + 20 * Math.sqrt(crossed(mark) / most);
  const labels = placeNames(
    marks.filter((mark) => crossed(mark) > 0),
    places.filter((_, index) => marks[index] !== undefined && crossed(marks[index]) > 0),
    radiusOf,
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
          const tone = late ? styles.markLate : silent ? styles.markSilent : styles.mark;
          return (
            <g key={unit.unitId}>
              <circle
                className={tone}
                cx={x}
                cy={y}
                r={radiusOf(mark)}
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
            </g>
          );
        })}
        {marks.map(({ unit }) => {
          const label = labels.get(unit.unitId);
          return (
            label && (
              <text
                key={unit.unitId}
                className={styles.markName}
                x={label.x}
                y={label.y}
                textAnchor={label.isLeft ? 'end' : 'start'}
              >
                {short(unit.name)}
              </text>
            )
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
