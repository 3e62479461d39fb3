import { formatPartialDay, isWholeDay, parsePartialDay } from '../identity/partial-day.ts';

const minuteMs = 60_000;
/** Vietnam keeps UTC+7 all year. */
const localOffsetMs = 7 * 60 * minuteMs;

/** Unix milliseconds as it is kept: ISO 8601 with the offset of Vietnam. */
export const instantToIso = (wallMs: number): string => {
  const local = new Date(wallMs + localOffsetMs).toISOString();
  return `${local.slice(0, 19)}+07:00`;
};

/** Unix milliseconds as a form holds an instant, local time of Vietnam: "17/05/2026 08:05". */
export const instantToInput = (wallMs: number): string => {
  const iso = instantToIso(wallMs);
  return `${formatPartialDay(iso.slice(0, 10))} ${iso.slice(11, 16)}`;
};

const timeOfDay = /(?:^|\s)([01]?\d|2[0-3])[:hg](\d{2})(?=\s|$)/i;

/** "17/05/2026 08:05", "8h05 17/5/2026", "17052026 08:05" as Unix milliseconds; null when it is no instant. */
export const inputToInstant = (input: string): number | null => {
  const [time, hour = '', minute = ''] = timeOfDay.exec(input) ?? [];
  if (time === undefined || Number(minute) > 59) return null;
  const day = parsePartialDay(input.replace(time, ' ').trim());
  if (day === null || !isWholeDay(day)) return null;
  return Date.parse(`${day}T${hour.padStart(2, '0')}:${minute}:00+07:00`);
};
