const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
/** Vietnam keeps UTC+7 all year. */
const localOffsetMs = 7 * hourMs;

/** The calendar day of Vietnam at an instant, YYYY-MM-DD. */
export const dayAt = (atMs: number): string =>
  new Date(atMs + localOffsetMs).toISOString().slice(0, 10);

/** When a day of Vietnam begins, Unix milliseconds; NaN: it is none. */
export const dayStartMs = (day: string): number => Date.parse(`${day}T00:00:00+07:00`);

/** 0 … 23, by the clock of Vietnam. */
export const hourAt = (atMs: number): number => Math.floor((atMs + localOffsetMs) / hourMs) % 24;
