import type { ContactCard } from '#protocol/tracing.ts';
import { formatMoment } from '../../i18n/format.ts';
import type { Say } from '../../i18n/use-words.ts';

const minuteMs = 60_000;

type Moment = Pick<ContactCard['meetings'][number], 'atMs' | 'laterMs' | 'doubtMs'>;

const gapWords = (say: Say, gapMs: number): string =>
  gapMs < minuteMs
    ? say('trace.gap.seconds', { count: Math.round(gapMs / 1000) })
    : say('trace.gap.minutes', { count: Math.round(gapMs / minuteMs) });

/** How somebody came close, in words. */
export const closenessWords = (
  say: Say,
  { closeness, gapMs }: Pick<ContactCard['meetings'][number], 'closeness' | 'gapMs'>,
): string => say(`trace.close.${closeness}`, { gap: gapWords(say, gapMs) });

/** When, and that it is only about then where that is so. */
export const momentWords = (
  say: Say,
  { atMs, laterMs, doubtMs }: Moment,
  nowMs: number,
): string => {
  const time = formatMoment(atMs, nowMs);
  return laterMs + doubtMs >= minuteMs ? say('trace.about', { time }) : time;
};
