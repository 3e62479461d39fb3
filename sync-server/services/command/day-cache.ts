import type { CityDay } from './read-day.ts';

/** As long as many screens may share one look at the database. */
const freshMs = 2000;
const mostDays = 8;

/** However many look at a day at once, it is read once. */
export const createDayCache = (
  read: (day: string) => Promise<CityDay>,
  nowMs: () => number,
): ((day: string) => Promise<CityDay>) => {
  const held = new Map<string, { readonly atMs: number; readonly day: Promise<CityDay> }>();
  return (day) => {
    const known = held.get(day);
    if (known !== undefined && nowMs() - known.atMs < freshMs) return known.day;
    const reading = read(day);
    held.delete(day);
    held.set(day, { atMs: nowMs(), day: reading });
    if (held.size > mostDays) held.delete(held.keys().next().value ?? '');
    // A fault is told to those who wait for it and not remembered.
    reading.catch(() => held.delete(day));
    return reading;
  };
};
