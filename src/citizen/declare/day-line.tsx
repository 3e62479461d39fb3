/** @jsxImportSource preact */
import { instantToIso } from '#domain/declaration/instant-input.ts';
import { formatPartialDay } from '#domain/identity/partial-day.ts';
import { systemClock } from '../../platform/clock.ts';
import { declareWords } from './declare-words.ts';

type DayLineProps = {
  id: string;
  value: string;
  isPartial: boolean;
  /** A day about now: today and tomorrow are one tap. */
  isNear: boolean;
  describedBy: string;
  onAnswer: (value: string) => void;
};

const dayMs = 24 * 3_600_000;
const dayAt = (wallMs: number): string => formatPartialDay(instantToIso(wallMs).slice(0, 10));

/** A keyboard of digits has no stroke: it is written in as soon as more than a year stands there. */
const withStrokes = (typed: string): string =>
  /^\d{5,8}$/.test(typed)
    ? [typed.slice(0, 2), typed.slice(2, 4), typed.slice(4)].join('/')
    : typed;

/** A day as it is said: digits are enough. */
export const DayLine = (props: DayLineProps) => {
  const say = declareWords.useSay();
  const { id, value, isPartial, isNear, describedBy, onAnswer } = props;
  const nowMs = systemClock.wallMs();
  const near = [
    ['citizen.today', dayAt(nowMs)],
    ['citizen.tomorrow', dayAt(nowMs + dayMs)],
  ] as const;
  return (
    <>
      {isNear && (
        <div class="choices in-a-row">
          {near.map(([key, day]) => (
            <label key={key} class="choice">
              <input
                type="radio"
                name={`${id}-near`}
                checked={value === day}
                onChange={() => onAnswer(day)}
              />
              <span>{say(key)}</span>
            </label>
          ))}
        </div>
      )}
      <input
        id={id}
        class="line numbers"
        type="text"
        inputMode="numeric"
        maxLength={20}
        placeholder={say(isPartial ? 'citizen.partial-day.hint' : 'citizen.day.hint').split(',')[0]}
        aria-describedby={describedBy}
        value={value}
        onInput={(event) => onAnswer(withStrokes(event.currentTarget.value))}
      />
    </>
  );
};
