import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubtSerial } from './doubt-serial.ts';
import { foldLedger, type Sheet } from './fold-ledger.ts';
import { missingSerials } from './missing-serials.ts';
import type { PaperLine, PaperLineOf } from './paper-line.ts';
import { numberToSerial, serialsBetween } from './serial.ts';

const prefix = 'HN01';
const idOf = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const padId = idOf(900_001);
const by = { officer: 'hn-01-pg1', wallMs: 1_630_886_400_000 };
const data = { block: '7KQ', from: 1, to: 12, paper: 'a4' as const, logId: idOf(900_002) };
const pad: PaperLine = { kind: 'pad.issued', ...by, entryId: idOf(1), padId, basedOn: [], data };
const all = serialsBetween(prefix, data);
const serialAt = (index: number): string => all[index]?.serial ?? '';
const numberAt = (index: number): number => all[index]?.number ?? 0;

type Handling = PaperLineOf<'sheets.handed-out' | 'sheets.returned' | 'sheets.spoiled'>;
const handled = (
  entry: number,
  what: { kind: Handling['kind']; index: number; officer?: string },
  basedOn: readonly number[] = [],
): PaperLine => {
  const number = numberAt(what.index);
  const about = { ...by, entryId: idOf(entry), padId, basedOn: basedOn.map(idOf) };
  const range = { from: number, to: number };
  switch (what.kind) {
    case 'sheets.handed-out': {
      const officer = what.officer ?? 'hn-01-pg1';
      return { kind: what.kind, ...about, data: { ...range, officer } };
    }
    case 'sheets.returned':
      return { kind: what.kind, ...about, data: range };
    case 'sheets.spoiled':
      return { kind: what.kind, ...about, data: { ...range, reason: 'torn' } };
  }
};
const typed = (entry: number, index: number, declaration = entry): PaperLine => ({
  kind: 'sheet.typed',
  ...by,
  entryId: idOf(entry),
  declarationId: idOf(700_000 + declaration),
  serial: serialAt(index),
  amended: false,
});
const corrected = (
  entry: number,
  index: number,
  declaration: number,
  wallMs: number,
): PaperLine => ({
  ...typed(entry, index, declaration),
  kind: 'sheet.typed',
  amended: true,
  serial: serialAt(index),
  declarationId: idOf(700_000 + declaration),
  wallMs,
});
const voided = (entry: number, declaration: number): PaperLine => ({
  kind: 'declaration.voided',
  ...by,
  entryId: idOf(entry),
  declarationId: idOf(700_000 + declaration),
});

const sheetsOf = (lines: readonly PaperLine[]): readonly Sheet[] =>
  foldLedger(prefix, lines).pads[0]?.sheets ?? [];

/** Lines that name each other at random, some about a pad that never came. */
const histories: fc.Arbitrary<PaperLine[]> = fc
  .array(
    fc.record({
      what: fc.constantFrom(
        'typed',
        'voided',
        'sheets.handed-out',
        'sheets.returned',
        'sheets.spoiled',
      ),
      index: fc.nat(4),
      seen: fc.array(fc.nat(14), { maxLength: 3 }),
      officer: fc.constantFrom('a', 'b'),
      isHomeless: fc.boolean(),
    }),
    { maxLength: 15 },
  )
  .map((steps) => [
    pad,
    ...steps.map((step, index): PaperLine => {
      const entry = 10 + index;
      if (step.what === 'typed') return typed(entry, step.index, step.index + (index % 2) * 10);
      if (step.what === 'voided') return voided(entry, step.index);
      const kind = step.what;
      const line = handled(
        entry,
        { kind, index: step.index, officer: step.officer },
        step.seen.map((at) => 10 + at),
      );
      return step.isHomeless && 'padId' in line && index % 5 === 0
        ? { ...line, padId: idOf(900_009) }
        : line;
    }),
  ]);

describe('the ledger of sheets', () => {
  it('[CLOSE-4] a sheet ends when it was recorded, not when its serial was corrected, and a spoiled one when that was said', () => {
    const lines = [pad, typed(5, 0), corrected(6, 1, 5, by.wallMs + 9_000)];
    expect(
      sheetsOf(lines)
        .map(({ endedAtMs }) => endedAtMs)
        .slice(0, 2),
    ).toEqual([null, by.wallMs]);
    const spoiled = sheetsOf([pad, handled(7, { kind: 'sheets.spoiled', index: 2 })])[2];
    expect(spoiled).toMatchObject({ endedAtMs: by.wallMs, takenAtMs: null });
  });

  it('[SERIAL-3] follows from the set of lines: order and repetition change nothing', () => {
    fc.assert(
      fc.property(
        histories.chain((lines) =>
          fc.tuple(
            fc.constant(lines),
            fc.shuffledSubarray([...lines, ...lines], { minLength: lines.length * 2 }),
          ),
        ),
        ([lines, shuffled]) => {
          expect(foldLedger(prefix, shuffled)).toEqual(foldLedger(prefix, lines));
        },
      ),
      { seed: 510, numRuns: 400 },
    );
  });

  it('[SERIAL-3] loses no sheet: typed, spoiled, returned and missing ones are all there are', () => {
    fc.assert(
      fc.property(histories, (lines) => {
        const ledger = foldLedger(prefix, lines);
        const sheets = ledger.pads.flatMap((one) => one.sheets);
        const done = sheets.filter(({ state }) => /typed|spoiled|returned/.test(state));
        const missing = missingSerials(ledger.pads).map(({ serial }) => serial);
        expect([...done.map(({ serial }) => serial), ...missing].toSorted()).toEqual(
          all.map(({ serial }) => serial).toSorted(),
        );
      }),
      { seed: 511 },
    );
  });

  it('[SERIAL-3] knows each sheet as issued, handed out, returned, spoiled or typed', () => {
    const sheets = sheetsOf([
      pad,
      handled(2, { kind: 'sheets.handed-out', index: 1, officer: 'lan' }),
      handled(3, { kind: 'sheets.handed-out', index: 2, officer: 'lan' }, [2]),
      handled(4, { kind: 'sheets.returned', index: 2 }, [3]),
      handled(5, { kind: 'sheets.spoiled', index: 3 }, [4]),
      typed(6, 4),
    ]);
    expect(sheets.slice(0, 5).map(({ state, holder }) => [state, holder])).toEqual([
      ['issued', null],
      ['handed-out', 'lan'],
      ['returned', 'lan'],
      ['spoiled', null],
      ['typed', null],
    ]);
    expect(sheets.flatMap(({ contradictions }) => contradictions)).toEqual([]);
    expect(missingSerials(foldLedger(prefix, [pad, typed(6, 4)]).pads)).toHaveLength(
      all.length - 1,
    );
  });

  it('[SERIAL-4] shows what contradicts itself, until somebody who saw it says otherwise', () => {
    const spoiled = handled(2, { kind: 'sheets.spoiled', index: 0 });
    const doubts = (lines: PaperLine[]) => sheetsOf([pad, ...lines])[0]?.contradictions;
    expect(doubts([spoiled, typed(3, 0)])).toEqual(['spoiled-and-typed']);
    const good = handled(4, { kind: 'sheets.handed-out', index: 0 }, [2]);
    expect(doubts([spoiled, typed(3, 0), good])).toEqual([]);
    expect(doubts([spoiled, typed(3, 0), voided(5, 3)])).toEqual([]);
    expect(doubts([typed(3, 0), typed(6, 0)])).toEqual(['typed-twice']);
    expect(doubts([typed(3, 0), typed(6, 0), voided(7, 6)])).toEqual([]);
    const toLan = handled(2, { kind: 'sheets.handed-out', index: 0, officer: 'lan' });
    const toHoa = handled(8, { kind: 'sheets.handed-out', index: 0, officer: 'hoa' });
    expect(doubts([toLan, toHoa])).toEqual(['handled-otherwise']);
    expect(doubts([toLan, { ...toLan, entryId: idOf(9) }])).toEqual([]);
    const twin: PaperLine = { ...pad, entryId: idOf(20), padId: idOf(900_010) };
    expect(doubts([twin])).toEqual(['issued-twice']);
  });

  it('[SERIAL-5] doubts a slip, another unit’s sheet, an unknown, a spoiled and a typed one, and no other', () => {
    const lines = [pad, handled(2, { kind: 'sheets.spoiled', index: 0 }), typed(3, 1)];
    const doubt = (serial: string, ledger = foldLedger(prefix, lines)) =>
      doubtSerial(serial, prefix, ledger, ledger.pads.length > 0);
    expect(doubt(serialAt(2))).toBeNull();
    expect(doubt(`${serialAt(2).slice(0, -2)}9${serialAt(2).slice(-1)}`)).toBe('serial/slip');
    expect(doubt(numberToSerial('HN02', '7KQ', 1) ?? '')).toBe('serial/other-unit');
    expect(doubt(numberToSerial(prefix, '8KQ', 5) ?? numberToSerial(prefix, '8KQ', 6) ?? '')).toBe(
      'serial/unknown',
    );
    expect(doubt(serialAt(0))).toBe('serial/spoiled');
    expect(doubt(serialAt(1))).toBe('serial/typed-elsewhere');
    expect(doubt('CG-000001')).toBe('serial/unknown');
    expect(doubt('CG-000001', foldLedger(prefix, []))).toBeNull();
    const stray = { ...typed(3, 1), serial: 'CG-000001' } as PaperLine;
    expect(doubt('CG-000001', foldLedger(prefix, [stray]))).toBe('serial/typed-elsewhere');
  });
});
