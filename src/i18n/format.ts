/** Vietnam keeps one time zone; a tablet set to another must not shift what officers read. */
const timeZone = 'Asia/Ho_Chi_Minh';
const clockFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone,
  hour: '2-digit',
  minute: '2-digit',
});
const dayFormat = new Intl.DateTimeFormat('vi-VN', { timeZone, day: '2-digit', month: '2-digit' });

/** 14:05 */
export const formatClock = (wallMs: number): string => clockFormat.format(wallMs);

/** 14:05 today, 13/07 14:05 on another day. */
export const formatMoment = (wallMs: number, nowMs: number): string =>
  dayFormat.format(wallMs) === dayFormat.format(nowMs)
    ? formatClock(wallMs)
    : `${dayFormat.format(wallMs)} ${formatClock(wallMs)}`;

const countFormat = new Intl.NumberFormat('vi-VN');

/** 18.246 */
export const formatCount = (count: number): string => countFormat.format(count);

const wholeDayFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone,
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});

/** 13/07/2026 */
export const formatDay = (wallMs: number): string => wholeDayFormat.format(wallMs);

/** ca 2, 06:00–12:00 */
export const formatShiftHours = (shift: { startsAtMs: number; endsAtMs: number }): string =>
  `${formatClock(shift.startsAtMs)}–${formatClock(shift.endsAtMs)}`;
