const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(2000, month, 0)).getUTCDate() - (month === 2 && !isLeapYear(year) ? 1 : 0);

const isLeapYear = (year: number): boolean =>
  (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const twoDigits = (text: string): string => text.padStart(2, '0');

const partsOf = (text: string): { day?: string; month?: string; year: string } | null => {
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  if (iso) {
    const [, year = '', month, day] = iso;
    return { year, ...(month && { month }), ...(day && { day }) };
  }
  const compact = /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  const separated = /^(?:(\d{1,2})[/.\- ]+)?(\d{1,2})[/.\- ]+(\d{4})$/.exec(text);
  const [, day, month, year = ''] = compact ?? separated ?? [];
  return year === '' ? null : { year, ...(month && { month }), ...(day && { day }) };
};

/**
 * A day as people write it (17/05/1990, 17051990, 17-5-1990, 05/1990, 1990, ISO 8601) as ISO 8601,
 * as exact as it was written. Null when it is no day of the calendar.
 */
export const parsePartialDay = (text: string): string | null => {
  const parts = partsOf(text.trim());
  if (!parts) return null;
  const { day, month, year } = parts;
  if (month === undefined) return year;
  if (Number(month) < 1 || Number(month) > 12) return null;
  if (day === undefined) return `${year}-${twoDigits(month)}`;
  if (Number(day) < 1 || Number(day) > daysInMonth(Number(year), Number(month))) return null;
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
};

/** 1990-05-17 → 17/05/1990; 1990-05 → 05/1990; 1990 → 1990. */
export const formatPartialDay = (iso: string): string => iso.split('-').toReversed().join('/');

export const isWholeDay = (iso: string): boolean => iso.length === 10;

/** The year of a day as written, or null. */
export const yearOf = (text: string): number | null => {
  const iso = parsePartialDay(text);
  return iso === null ? null : Number(iso.slice(0, 4));
};
