import type { ReportCard } from '#protocol/reports.ts';
import type { Say } from '../../i18n/use-words.ts';

const minuteMs = 60_000;

/** How long something lasted, as the desk says it. */
export const durationWords = (say: Say, durationMs: number): string => {
  const minutes = Math.floor(Math.max(0, durationMs) / minuteMs);
  if (minutes < 1) return say('report.age.now');
  if (minutes < 60) return say('report.age.minutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) {
    return minutes % 60 === 0
      ? say('report.age.whole-hours', { hours })
      : say('report.age.hours', { hours, minutes: minutes % 60 });
  }
  const days = Math.floor(hours / 24);
  return hours % 24 === 0
    ? say('report.age.whole-days', { days })
    : say('report.age.days', { days, hours: hours % 24 });
};

/** Who did something about a report: an officer by id, an agency by name, or a citizen. */
export const actorWords = (
  say: Say,
  actor: string,
  agencies: readonly { readonly agencyId: string; readonly name: string }[],
): string => {
  if (actor === 'citizen') return say('report.actor.citizen');
  if (actor === 'message-service') return say('report.actor.message');
  const agencyId = /^agency:(.+)$/.exec(actor)?.[1];
  return agencies.find((agency) => agency.agencyId === agencyId)?.name ?? agencyId ?? actor;
};

/** Where it stands, in a word or two. */
export const stateWords = (say: Say, { state, mergedInto }: ReportCard): string =>
  mergedInto === null ? say(`report.state.${state}`) : say('report.state.merged');
