import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../log/entry.ts';
import {
  entryOf,
  histories,
  idOf,
  playHistory,
  recordedAs,
} from '../../../tests/support/merge-history.ts';
import { foldRecords } from './fold-records.ts';
import { isPairEntry } from './settle-pairs.ts';
import { takenBackBy } from './subject-entry.ts';

const both = [...recordedAs('p'), ...recordedAs('q')];
const about = (name: string, before: readonly string[]) => ({
  name,
  subjectId: idOf('p'),
  basedOn: before.map(idOf),
});

const measured = (name: string, before: readonly string[], value: number): Entry =>
  entryOf({
    ...about(name, before),
    kind: 'crossing.amended',
    data: { fields: { 'check.temperature': value }, role: 'paper-officer' },
  });
const settled = (name: string, before: readonly string[], value: number): Entry =>
  entryOf({
    ...about(name, before),
    kind: 'conflict.settled',
    data: { subject: 'crossing', fields: { 'check.temperature': value } },
  });
const takenBack = (name: string, before: readonly string[], settling: string): Entry =>
  entryOf({
    ...about(name, before),
    kind: 'settling.taken-back',
    data: { subject: 'crossing', settlingId: idOf(settling) },
  });
const pairData = { recordIds: [idOf('p'), idOf('q')] as [string, string] };

const temperatureOf = (...later: Entry[]) => {
  const { records } = foldRecords([...both, ...later]);
  const crossing = records.find(({ recordId }) => recordId === idOf('p'))?.crossing;
  return { shown: crossing?.data['check.temperature'], conflicts: crossing?.conflicts.length };
};

describe('what was settled and taken back', () => {
  const conflict = [measured('a', ['p crossed'], 36.5), measured('b', ['p crossed'], 38.5)];
  const settling = settled('s', ['a', 'b'], 37);

  it('[SETTLE-4] a conflict is open again, and can be settled anew', () => {
    expect(temperatureOf(...conflict, settling)).toEqual({ shown: 37, conflicts: 0 });
    const open = temperatureOf(...conflict);
    expect(temperatureOf(...conflict, settling, takenBack('t', ['s'], 's'))).toEqual(open);
    const anew = [takenBack('t', ['s'], 's'), settled('u', ['t'], 38.5)];
    expect(temperatureOf(...conflict, settling, ...anew)).toEqual({ shown: 38.5, conflicts: 0 });
  });

  it('[SETTLE-4] a record that was voided is voided again', () => {
    const voiding = entryOf({
      ...about('v', ['p crossed']),
      kind: 'crossing.voided',
      data: { reason: 'practice' },
    });
    const unvoided = entryOf({
      ...about('s', ['v']),
      kind: 'conflict.settled',
      data: { subject: 'crossing', fields: {}, unvoid: true },
    });
    const isVoided = (...later: Entry[]) =>
      foldRecords([...both, voiding, unvoided, ...later]).records.some(
        ({ crossing }) => crossing.voiding !== null,
      );
    expect([isVoided(), isVoided(takenBack('t', ['s'], 's'))]).toEqual([false, true]);
  });

  it('[SETTLE-4] only a settling that its author had seen; an amendment stays', () => {
    const stranger = takenBack('t', ['p crossed'], 's');
    expect(temperatureOf(...conflict, settling, stranger).shown).toBe(37);
    const amendment = takenBack('t', ['a', 'b'], 'b');
    expect(temperatureOf(...conflict, amendment)).toEqual(temperatureOf(...conflict));
  });

  it('[SETTLE-4] of two records what was said before holds again, or nothing', () => {
    const say = (name: string, verdict: 'same-crossing' | 'different', before: string[]) =>
      entryOf({
        name,
        kind: 'duplicate.settled',
        subjectId: idOf(`${name} pair`),
        basedOn: before.map(idOf),
        data: { ...pairData, verdict },
      });
    const back = (name: string, settlingName: string) =>
      entryOf({
        name,
        kind: 'settling.taken-back',
        subjectId: idOf(`${name} pair`),
        basedOn: [idOf(settlingName)],
        data: { subject: 'pair', ...pairData, settlingId: idOf(settlingName) },
      });
    const verdictOf = (...later: Entry[]) =>
      foldRecords([...both, ...later]).settled.map(({ verdict }) => verdict);
    const [first, second] = [say('s', 'different', []), say('u', 'same-crossing', ['s'])];
    expect(verdictOf(first, second)).toEqual(['same-crossing']);
    expect(verdictOf(first, second, back('t', 'u'))).toEqual(['different']);
    expect(verdictOf(first, second, back('t', 'u'), back('w', 's'))).toEqual([]);
  });

  it('[SETTLE-4] whatever else was said, in any order: as if it and what takes it back had not been said (seed 91)', () => {
    fc.assert(
      fc.property(histories, fc.infiniteStream(fc.nat(1_000)), (steps, keys) => {
        const entries = playHistory(steps);
        const gone = new Set(entries.flatMap((entry) => takenBackBy(entry) ?? []));
        const shown = (some: readonly Entry[]) =>
          foldRecords(some).records.map(({ recordId, crossing, seenAgainOf }) => ({
            recordId,
            data: crossing.data,
            conflicts: crossing.conflicts,
            voiding: crossing.voiding,
            seenAgainOf,
          }));
        const order = entries
          .map((entry) => ({ entry, key: keys.next().value ?? 0 }))
          .toSorted((left, right) => left.key - right.key)
          .map(({ entry }) => entry);
        expect(shown(order)).toEqual(shown(entries));
        // Emptied of what they say, they still tell who had seen what.
        const emptied = entries.flatMap((entry): Entry[] => {
          if (takenBackBy(entry) !== null && isPairEntry(entry)) return [entry];
          if (!gone.has(entry.entryId) || entry.kind !== 'conflict.settled') return [entry];
          return [{ ...entry, data: { subject: 'crossing', fields: {} } }];
        });
        const values = (some: readonly Entry[]) => shown(some).map(({ data }) => data);
        expect(values(emptied)).toEqual(values(entries));
      }),
      { seed: 91, numRuns: 300 },
    );
  });
});
