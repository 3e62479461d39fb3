import type { Say } from '../../i18n/use-words.ts';

const minuteMs = 60_000;

/** "12 phút", "3 giờ 5 phút", "2 ngày 4 giờ". */
export const ageWords = (say: Say, ageMs: number): string => {
  const minutes = Math.floor(Math.max(0, ageMs) / minuteMs);
  if (minutes < 1) return say('board.age.now');
  if (minutes < 60) return say('board.age.minutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return say('board.age.hours', { hours, minutes: minutes % 60 });
  return say('board.age.days', { days: Math.floor(hours / 24), hours: hours % 24 });
};

/** The same where there is little room, and roughly: "3 g 50′", "20 giờ", "2 ngày". */
export const shortAge = (say: Say, ageMs: number): string => {
  const minutes = Math.floor(Math.max(0, ageMs) / minuteMs);
  if (minutes < 60) return say('board.age.minutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 10) return say('board.short.hours', { hours, minutes: minutes % 60 });
  if (hours < 48) return say('board.short.only-hours', { hours });
  return say('board.short.days', { days: Math.floor(hours / 24) });
};
