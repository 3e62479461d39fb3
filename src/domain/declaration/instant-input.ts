const minuteMs = 60_000;
/** Vietnam keeps UTC+7 all year. */
const localOffsetMs = 7 * 60 * minuteMs;

/** Unix milliseconds as a form holds an instant: `YYYY-MM-DDTHH:mm`, local time of Vietnam. */
export const instantToInput = (wallMs: number): string =>
  new Date(wallMs + localOffsetMs).toISOString().slice(0, 16);

/** Unix milliseconds as it is kept: ISO 8601 with the offset of Vietnam. */
export const instantToIso = (wallMs: number): string => {
  const local = new Date(wallMs + localOffsetMs).toISOString();
  return `${local.slice(0, 19)}+07:00`;
};

/** What a form holds as Unix milliseconds; null when it is no instant. */
export const inputToInstant = (input: string): number | null => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(input)) return null;
  const wallMs = Date.parse(`${input}:00+07:00`);
  // Date.parse turns 31 February into 3 March; an instant that does not come back was none.
  return Number.isNaN(wallMs) || instantToInput(wallMs) !== input ? null : wallMs;
};
