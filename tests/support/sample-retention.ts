import type { Entry, EntryOf } from '#domain/log/entry.ts';
import { crossingEntry } from '../contract/sample-log.ts';
import { serverNowMs, type ServerWorld } from '../contract/server-world.ts';
import { idOf } from './id-of.ts';
import { dayMs, entriesOf } from './retention-hand.ts';

export const afterDays = (days: number): number => serverNowMs + days * dayMs;
export const standings = async ({ store }: ServerWorld) =>
  (await store.listStatistics({ fromMs: 0, untilMs: afterDays(999) }))
    .filter(({ question }) => question === 'standing')
    .map(({ answer, crossings }) => [answer, crossings]);
export const withBytes = async ({ store }: ServerWorld) =>
  (await entriesOf(store, 'hn-01')).filter(({ frame }) => frame.length > 0);

export const amendmentOf = (number: number, of: number): EntryOf<'crossing.amended'> => ({
  ...crossingEntry(number),
  kind: 'crossing.amended',
  subjectId: idOf('crossing', of),
  basedOn: [idOf('entry', of)],
  data: { fields: { 'check.temperature': 37 }, role: 'paper-officer' },
});

export const voidingOf = (number: number, of: number): Entry => ({
  ...crossingEntry(number),
  kind: 'crossing.voided',
  subjectId: idOf('crossing', of),
  basedOn: [idOf('entry', of)],
  data: { reason: 'practice' },
});

export const referredCrossing = (number: number): Entry => {
  const entry = crossingEntry(number);
  if (entry.kind !== 'crossing.recorded') throw new Error('It is a crossing.');
  return { ...entry, data: { ...entry.data, 'check.verdict': 'refer_health' } };
};

/** What services stand on. */
export const portsOf = (world: ServerWorld) => ({
  ...world,
  clock: () => serverNowMs,
  random: (size: number) => new Uint8Array(size),
});

/** The same server at another time. */
export const appAt = (world: ServerWorld, nowMs: number) => world.withPorts({ clock: () => nowMs });
