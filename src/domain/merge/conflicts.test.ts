import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../log/entry.ts';
import { entryToBytes, parseEntry } from '../log/entry-codec.ts';
import {
  entryOf,
  histories,
  idOf,
  playHistory,
  recordedAs,
} from '../../../tests/support/merge-history.ts';
import { foldRecords } from './fold-records.ts';
import type { AmendedCrossing } from './merge-data.ts';

const subjectId = idOf('p');
type Before = readonly string[];
const ids = (names: Before) => names.map(idOf);

const amend = (
  name: string,
  before: Before,
  fields: AmendedCrossing,
  role: 'supervisor' | 'paper-officer' = 'paper-officer',
): Entry =>
  entryOf({
    name,
    subjectId,
    basedOn: ids(before),
    kind: 'crossing.amended',
    data: { fields, role },
  });
const voided = (name: string, before: Before): Entry =>
  entryOf({
    name,
    subjectId,
    basedOn: ids(before),
    kind: 'crossing.voided',
    data: { reason: 'practice' },
  });
const settle = (name: string, before: Before, fields: AmendedCrossing, unvoid = false): Entry => {
  const data = {
    subject: 'crossing' as const,
    fields,
    ...(unvoid ? { unvoid: true as const } : {}),
  };
  return entryOf({ name, subjectId, basedOn: ids(before), kind: 'conflict.settled', data });
};
const temperature = (value: number | null) => ({ 'check.temperature': value });

const foldOne = (...later: Entry[]) => {
  const [record] = foldRecords([...recordedAs('p'), ...later]).records;
  if (record === undefined) throw new Error('the record is there');
  const { data, conflicts, voiding, overtaken, heads, amended } = record.crossing;
  return {
    temperature: data['check.temperature'],
    verdict: data['check.verdict'],
    contested: conflicts.map(({ field, values }): [string, unknown[]] => [
      field,
      values.map(({ value }) => value),
    ]),
    isVoided: voiding !== null,
    overtaken,
    heads,
    amended,
  };
};

const root: Before = ['p crossed'];

describe('amendments', () => {
  it('[MERGE-2] of different fields merge; a later one supersedes what its author had seen', () => {
    const folded = foldOne(
      amend('a', root, temperature(37)),
      amend('b', root, { 'check.verdict': 'hold' }),
      amend('c', ['a', 'b'], temperature(38)),
    );
    expect(folded).toMatchObject({ temperature: 38, verdict: 'hold', contested: [] });
    expect(folded.heads).toEqual([idOf('c')]);
    expect(folded.amended).toEqual(['check.temperature', 'check.verdict']);
  });

  it('[MERGE-2] null takes an answer away again', () => {
    const folded = foldOne(amend('a', root, temperature(37)), amend('b', ['a'], temperature(null)));
    expect(folded).toMatchObject({ temperature: undefined, contested: [] });
  });

  it('[MERGE-2] the same value from two who did not know of each other is agreement', () => {
    const folded = foldOne(
      amend('a', root, { 'check.mismatches': ['name', 'dob'] }),
      amend('b', root, { 'check.mismatches': ['dob', 'name'] }),
    );
    expect(folded.contested).toEqual([]);
  });

  it('[MERGE-2] the supervisor’s word is shown before an officer’s, a settled one before both', () => {
    const officer = amend('officer', root, temperature(36));
    const supervisor = amend('supervisor', root, temperature(37), 'supervisor');
    expect(foldOne(officer, supervisor)).toMatchObject({
      temperature: 37,
      contested: [['check.temperature', [37, 36]]],
    });
    const settled = settle('settled', root, temperature(38));
    expect(foldOne(officer, supervisor, settled)).toMatchObject({
      temperature: 38,
      contested: [['check.temperature', [38, 37, 36]]],
    });
  });

  it('[MERGE-2] of equal authority the greatest entry id is shown', () => {
    const both = [amend('a', root, temperature(36)), amend('b', root, temperature(37))];
    const greatest = idOf('a') > idOf('b') ? 36 : 37;
    expect(foldOne(...both).temperature).toBe(greatest);
    expect(foldOne(...both.toReversed()).temperature).toBe(greatest);
  });

  it('[MERGE-3] a disagreement is flagged until a settling that saw all of it; an amendment does not end it', () => {
    const both = [amend('a', root, temperature(36)), amend('b', root, temperature(37))];
    expect(foldOne(...both).contested).toHaveLength(1);
    const over = amend('over', ['a', 'b'], temperature(38));
    const written = foldOne(...both, over);
    expect(written.temperature).toBe(38);
    expect(written.contested[0]?.[1]?.toSorted()).toEqual([36, 37, 38]);
    const half = settle('half', ['a'], temperature(36));
    expect(foldOne(...both, half).contested).toHaveLength(1);
    const whole = settle('whole', ['a', 'b', 'over'], temperature(36));
    expect(foldOne(...both, over, whole)).toMatchObject({ temperature: 36, contested: [] });
    const back = settle('back', ['whole'], temperature(37));
    expect(foldOne(...both, over, whole, back)).toMatchObject({ temperature: 37, contested: [] });
  });

  it('[MERGE-3] one who comes round to the other’s value ends the disagreement', () => {
    const folded = foldOne(
      amend('a', root, temperature(36)),
      amend('b', root, temperature(37)),
      amend('b again', ['b'], temperature(36)),
    );
    expect(folded).toMatchObject({ temperature: 36, contested: [] });
  });

  it('[MERGE-3] after any history a settling that saw everything leaves nothing flagged, one that missed a differing word does not (seed 46)', () => {
    const late = fc.record({ history: histories, missed: fc.nat() });
    fc.assert(
      fc.property(late, ({ history, missed }) => {
        const entries = playHistory(history);
        const words = {
          'check.temperature': 40,
          'check.verdict': 'pass',
          'check.mismatches': null,
        } as const;
        for (const { recordId, crossing } of foldRecords(entries).records) {
          const about = { subjectId: recordId, kind: 'conflict.settled' } as const;
          const data = { subject: 'crossing' as const, fields: words };
          const all = entryOf({ ...about, name: 'all', data, basedOn: crossing.heads });
          const after = foldRecords([...entries, all]).records.find(
            (one) => one.recordId === recordId,
          );
          expect(after?.crossing).toMatchObject({ conflicts: [], overtaken: [] });
          expect(after?.crossing.heads).toEqual([idOf('all')]);

          const unheard = crossing.heads[missed % crossing.heads.length];
          const word = entries.find(({ entryId }) => entryId === unheard);
          if (word?.kind !== 'crossing.amended') continue;
          const basedOn = crossing.heads.filter((id) => id !== unheard);
          const most = entryOf({ ...about, name: 'most', data, basedOn });
          const still = foldRecords([...entries, most]).records.find(
            (one) => one.recordId === recordId,
          );
          const fields = still?.crossing.conflicts.map(({ field }) => field);
          expect(fields).toContain('check.temperature');
        }
      }),
      { seed: 46, numRuns: 300 },
    );
  });
});

describe('voiding', () => {
  it('[MERGE-4] holds against an amendment that did not know of it, which is kept and flagged', () => {
    const folded = foldOne(voided('v', root), amend('late', root, temperature(37)));
    expect(folded).toMatchObject({ isVoided: true, temperature: 37, overtaken: [idOf('late')] });
  });

  it('[MERGE-4] is not undone by an amendment that knew of it, and needs no flag then', () => {
    const folded = foldOne(voided('v', root), amend('a', ['v'], temperature(37)));
    expect(folded).toMatchObject({ isVoided: true, overtaken: [] });
  });

  it('[MERGE-4] is taken back only by a settling that saw it', () => {
    const first = voided('v', root);
    expect(foldOne(first, settle('blind', root, {}, true))).toMatchObject({
      isVoided: true,
      overtaken: [idOf('blind')],
    });
    const back = settle('back', ['v'], {}, true);
    expect(foldOne(first, back)).toMatchObject({ isVoided: false, overtaken: [] });
    expect(foldOne(first, back, voided('other', ['v'])).isVoided).toBe(true);
    expect(foldOne(first, back, voided('again', ['back'])).isVoided).toBe(true);
  });

  it('[MERGE-4] is confirmed by a settling that saw both it and what it overtook', () => {
    const both = [voided('v', root), amend('late', root, temperature(37))];
    expect(foldOne(...both, settle('only v', ['v'], {})).overtaken).toEqual(
      [idOf('late')].toSorted(),
    );
    expect(foldOne(...both, settle('both', ['v', 'late'], {}))).toMatchObject({
      isVoided: true,
      overtaken: [],
    });
  });
});

describe('what is amended', () => {
  const read = (fields: unknown) => {
    const about = { name: 'x', subjectId, kind: 'crossing.amended' } as const;
    const frame = entryToBytes(
      entryOf({ ...about, data: { fields, role: 'supervisor' } as never }),
    );
    return frame.ok && parseEntry(frame.value).ok;
  };

  it('[MERGE-5] obeys the rules of what is recorded, and what must be answered cannot be taken away', () => {
    expect(read(temperature(37.5))).toBe(true);
    expect(read(temperature(null))).toBe(true);
    expect(read(temperature(60))).toBe(false);
    expect(read({ 'check.verdict': null })).toBe(false);
    expect(read({ declarationId: subjectId })).toBe(false);
    expect(read({ unheardOf: 1 })).toBe(false);
    expect(read({})).toBe(false);
  });
});
