import type { CommandList } from '#protocol/command.ts';

/** The figure whose lines are looked at: of the city, or of one unit or hour. */
export type Figure = {
  readonly list: CommandList;
  readonly unitId?: string;
  readonly hour?: number;
};

const numberFormat = new Intl.NumberFormat('vi-VN');

/** 1.234.567 */
export const formatCount = (count: number): string => numberFormat.format(count);

/** +12 %, −3 %; null: there was nothing to compare with. */
export const changeOf = (now: number, before: number): string | null => {
  if (before === 0) return null;
  const percent = Math.round(((now - before) / before) * 100);
  if (percent === 0) return '±0 %';
  return `${percent > 0 ? '+' : '−'}${formatCount(Math.abs(percent))} %`;
};
