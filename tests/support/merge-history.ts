import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import * as fc from 'fast-check';
import { uuidV4 } from '#domain/core/uuid.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { Crossing } from '#domain/declaration/crossing.ts';
import type { Entry } from '#domain/log/entry.ts';
import type { AmendedCrossing, DuplicateVerdict } from '#domain/merge/merge-data.ts';
import { foldRecords } from '#domain/merge/fold-records.ts';
import { morningMs, sampleCrossing, sampleDeclaration } from './tablet-fixture.ts';

/** An id that says nothing of when it was made, so that no order hides in it. */
export const idOf = (name: string): string => uuidV4(sha256(utf8ToBytes(name)).subarray(0, 16));

type Said = Pick<Entry, 'kind' | 'data' | 'subjectId'> & {
  readonly name: string;
  readonly basedOn?: readonly string[];
  readonly wall?: number;
  readonly offset?: number;
};

export const entryOf = ({ name, kind, data, subjectId, basedOn, wall, offset }: Said): Entry =>
  ({
    v: 1,
    kind,
    schema: 1,
    entryId: idOf(name),
    subjectId,
    unitId: 'cc-01',
    shiftId: 'cc-01/2021-09-06/2',
    officer: 'cb-01',
    session: 's1',
    time: {
      wall: wall ?? morningMs,
      mono: 0,
      boot: 'b',
      ...(offset === undefined ? {} : { offset }),
    },
    app: 'test',
    ...(basedOn === undefined ? {} : { basedOn: [...basedOn] }),
    data,
  }) as Entry;

type Kept = {
  readonly answers?: Partial<Declaration>;
  readonly check?: Partial<Crossing>;
  readonly wall?: number;
  readonly offset?: number;
};

/** Both entries of a record that is called `name`. */
export const recordedAs = (name: string, { answers, check, ...time }: Kept = {}): Entry[] => {
  const declarationId = idOf(`${name} declaration`);
  return [
    entryOf({
      name: `${name} declared`,
      kind: 'declaration.recorded',
      subjectId: declarationId,
      data: sampleDeclaration(answers),
      ...time,
    }),
    entryOf({
      name: `${name} crossed`,
      kind: 'crossing.recorded',
      subjectId: idOf(name),
      data: { ...sampleCrossing, declarationId, ...check },
      ...time,
    }),
  ];
};

type Deed =
  | { readonly do: 'record' | 'void' | 'unvoid' }
  | { readonly do: 'amend' | 'settle'; readonly fields: AmendedCrossing; readonly rank: 0 | 1 }
  | { readonly do: 'settle-pair'; readonly verdict: DuplicateVerdict }
  /** Takes back a settling of the author's view, of a record or of a pair. */
  | { readonly do: 'take-back' }
  /** The author hears everything that another has. */
  | { readonly do: 'hear'; readonly from: number };

export type Step = Deed & { readonly author: number; readonly pick: number };

const fields: fc.Arbitrary<AmendedCrossing> = fc.record(
  {
    'check.temperature': fc.constantFrom(36.5, 37.5, 38.5, null),
    'check.verdict': fc.constantFrom('pass', 'hold', 'turn_back'),
    'check.mismatches': fc.constantFrom(['name', 'dob'], ['dob', 'name'], ['sex'], null),
  },
  { requiredKeys: ['check.temperature'] },
);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Deed>({ do: 'record' }) },
  { weight: 1, arbitrary: fc.constant<Deed>({ do: 'void' }) },
  { weight: 1, arbitrary: fc.constant<Deed>({ do: 'unvoid' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('amend' as const),
      fields,
      rank: fc.constantFrom(0 as const, 1 as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      fields,
      rank: fc.constant(1 as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('settle-pair' as const),
      verdict: fc.constantFrom(
        'same-crossing' as const,
        'same-person' as const,
        'different' as const,
      ),
    }),
  },
  { weight: 2, arbitrary: fc.constant<Deed>({ do: 'take-back' }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('hear' as const), from: fc.nat(2) }) },
);

/** What three officers do about a few records, each knowing only what they recorded or heard. */
export const histories: fc.Arbitrary<Step[]> = fc.array(
  fc.tuple(deed, fc.nat(2), fc.nat(20)).map(([one, author, pick]) => ({ ...one, author, pick })),
  { minLength: 6, maxLength: 40 },
);

/** Every entry of a history. Two records are known to all from the start. */
export const playHistory = (steps: readonly Step[], salt = ''): Entry[] => {
  const first = [...recordedAs(`${salt}first`), ...recordedAs(`${salt}second`)];
  const views = [0, 1, 2].map(() => new Set(first));
  for (const [index, step] of steps.entries()) {
    const view = views[step.author];
    if (view === undefined) continue;
    for (const entry of doStep(view, views, step, `${salt}${index}`)) view.add(entry);
  }
  return [...new Set(views.flatMap((view) => [...view]))];
};

const doStep = (
  view: ReadonlySet<Entry>,
  views: readonly ReadonlySet<Entry>[],
  step: Step,
  name: string,
): Iterable<Entry> => {
  if (step.do === 'hear') return views[step.from] ?? [];
  const wall = morningMs + step.pick * 60_000;
  if (step.do === 'record') {
    return recordedAs(name, { wall, check: { codeHash: 'ab'.repeat(32) } });
  }
  if (step.do === 'take-back') return takeBack(view, step, name);
  const { records, settled } = foldRecords(view);
  const at = step.pick % records.length;
  const record = records[at];
  const other = records[(at + 1) % records.length];
  if (record === undefined || other === undefined) return [];
  const subjectId = record.recordId;
  const about = { name, subjectId, basedOn: record.crossing.heads, wall };
  switch (step.do) {
    case 'void':
      return [entryOf({ ...about, kind: 'crossing.voided', data: { reason: 'practice' } })];
    case 'amend': {
      const role = step.rank === 1 ? 'supervisor' : 'paper-officer';
      const data = { fields: step.fields, role } as const;
      return [entryOf({ ...about, kind: 'crossing.amended', data })];
    }
    case 'unvoid':
    case 'settle': {
      const settledFields = step.do === 'settle' ? step.fields : {};
      const unvoid = step.do === 'unvoid' ? ({ unvoid: true } as const) : {};
      const data = { subject: 'crossing' as const, fields: settledFields, ...unvoid };
      return [entryOf({ ...about, kind: 'conflict.settled', data })];
    }
    case 'settle-pair': {
      const recordIds: [string, string] = [subjectId, other.recordId];
      const known = settled.find((pair) => pair.recordIds.join() === recordIds.toSorted().join());
      const data = { recordIds, verdict: step.verdict };
      const own = { name, subjectId: idOf(`${name} pair`), basedOn: known?.heads ?? [], wall };
      return [entryOf({ ...own, kind: 'duplicate.settled', data })];
    }
  }
};

const takeBack = (view: ReadonlySet<Entry>, { pick }: Step, name: string): Entry[] => {
  const settlings = [...view].filter(
    ({ kind }) => kind === 'conflict.settled' || kind === 'duplicate.settled',
  );
  const settling = settlings[pick % Math.max(settlings.length, 1)];
  if (settling === undefined) return [];
  const { entryId: settlingId, subjectId } = settling;
  const about = { name, kind: 'settling.taken-back', basedOn: [settlingId] } as const;
  return settling.kind === 'duplicate.settled'
    ? [
        entryOf({
          ...about,
          subjectId: idOf(`${name} pair`),
          data: { subject: 'pair', recordIds: settling.data.recordIds, settlingId },
        }),
      ]
    : [entryOf({ ...about, subjectId, data: { subject: 'crossing', settlingId } })];
};
