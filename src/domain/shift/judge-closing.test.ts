import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountForSheets } from '../paper/account-for-sheets.ts';
import type { Sheet } from '../paper/fold-ledger.ts';
import { closingDigest, logsDigest } from './closing-digest.ts';
import { judgeClosing, unsaid, type ClosingFacts } from './judge-closing.ts';
import { closingPoints } from './shift-closing.ts';
import { tallyShift } from './shift-tally.ts';

const shift = { startsAtMs: 1_000, endsAtMs: 2_000 };

const allWell: ClosingFacts = {
  completeness: {
    complete: true,
    delivered: 412,
    held: 412,
    quarantined: 0,
    lines: [
      {
        logId: null,
        deviceName: 'Máy 1',
        delivered: 412,
        held: 412,
        unsentRecords: 0,
        unsentEntries: 0,
        quarantined: 0,
        lastContactAtMs: 0,
        isProven: true,
        ended: null,
        state: 'complete',
      },
    ],
  },
  holes: [],
  papers: { ...accountForSheets([], shift, new Set()), doubtful: [] },
  drafts: [{ deviceName: 'Máy 1', count: 0 }],
  open: { conflicts: 0, duplicates: 0, quarantined: 0, referrals: 0 },
  isForgotten: false,
  hasSecondFactor: true,
};
const lineOf = (facts: ClosingFacts, about: string) =>
  judgeClosing(facts).find((line) => line.about === about);

describe('the list that a shift is closed by', () => {
  it('[CLOSE-1] has every point once, and all are done when all is well', () => {
    const lines = judgeClosing(allWell);
    expect(lines.map(({ about }) => about).toSorted()).toEqual([...closingPoints].toSorted());
    expect(lines.every(({ state }) => state === 'done')).toBe(true);
    expect(unsaid(lines, [])).toEqual([]);
  });

  it('[CLOSE-1] nobody signs while a point is neither done nor said in words', () => {
    const lines = judgeClosing({
      ...allWell,
      holes: [{ deviceName: 'Máy 2', what: 'lost', from: 17, through: 19 }],
      open: { conflicts: 2, duplicates: 0, quarantined: 0, referrals: 1 },
    });
    expect(lines.slice(0, 3).map(({ about, count }) => [about, count])).toEqual([
      ['holes', 1],
      ['conflicts', 2],
      ['referrals', 1],
    ]);
    expect(lines[0]?.names).toEqual(['Máy 2 #17–19']);
    expect(unsaid(lines, [{ about: 'holes', words: '  ' }])).toEqual([
      'holes',
      'conflicts',
      'referrals',
    ]);
    const words = (['holes', 'conflicts', 'referrals'] as const).map((about) => ({
      about,
      words: 'đã báo',
    }));
    expect(unsaid(lines, words)).toEqual([]);
  });

  it('[CLOSE-3] without the server what only it can tell is unknown, never done', () => {
    const alone: ClosingFacts = {
      ...allWell,
      completeness: null,
      holes: null,
      open: null,
      hasSecondFactor: false,
    };
    const unknown = judgeClosing(alone).filter(({ state }) => state === 'unknown');
    expect(unknown.map(({ about }) => about).toSorted()).toEqual(
      [
        'conflicts',
        'drafts',
        'duplicates',
        'holes',
        'papers',
        'quarantine',
        'referrals',
        'second-factor',
        'tablets',
      ].toSorted(),
    );
    expect(unsaid(judgeClosing(alone), [])).toHaveLength(9);
    const papers = { ...allWell.papers, doubtful: ['S7'] };
    expect(lineOf({ ...alone, papers }, 'papers')).toMatchObject({ state: 'open', names: ['S7'] });
    const silent = { deviceName: 'Máy 2', count: null };
    const drafts = [...allWell.drafts, silent];
    expect(lineOf({ ...allWell, drafts }, 'drafts')?.state).toBe('unknown');
    const some = [{ deviceName: 'Máy 1', count: 2 }, silent];
    expect(lineOf({ ...allWell, drafts: some }, 'drafts')).toMatchObject({
      state: 'open',
      count: 2,
    });
  });

  it('[CLOSE-2] a tablet that has not delivered or was not compared is named', () => {
    const [line] = allWell.completeness?.lines ?? [];
    if (!line) throw new Error('no line');
    const lines = (['unsent', 'silent', 'unproven', 'retired'] as const).map((state) => ({
      ...line,
      state,
      deviceName: state,
    }));
    const facts = { ...allWell, completeness: { ...allWell.completeness!, lines } };
    expect(lineOf(facts, 'tablets')?.names).toEqual(['unsent', 'silent', 'unproven']);
  });
});

describe('sheets of paper at the closing', () => {
  const sheet = (number: number, state: Sheet['state'], holder: string | null = null): Sheet => ({
    serial: `S${number}`,
    number,
    state,
    holder,
    takenAtMs: state === 'issued' ? null : 1_500,
    endedAtMs: state === 'issued' || state === 'handed-out' ? null : 1_600,
    reason: null,
    declarationIds: [],
    contradictions: [],
  });

  it('[CLOSE-4] one that lies above a sheet in use is missing, one below is unused, one in a hand is missing', () => {
    const pad = {
      wallMs: 900,
      sheets: [
        sheet(1, 'typed'),
        sheet(2, 'issued'),
        sheet(3, 'spoiled'),
        sheet(4, 'handed-out', 'cb-01'),
        sheet(5, 'returned'),
        sheet(6, 'issued'),
      ],
    };
    const account = accountForSheets([pad], shift, new Set());
    expect(account).toMatchObject({ issued: 6, typed: 1, spoiled: 1, returned: 1, unused: 1 });
    expect(account.missingSheets).toEqual([
      { serial: 'S2', holder: null },
      { serial: 'S4', holder: 'cb-01' },
    ]);
    const next = { startsAtMs: 2_000, endsAtMs: 3_000 };
    expect(accountForSheets([pad], next, new Set(['S2', 'S4']))).toMatchObject({
      issued: 1,
      typed: 0,
      unused: 1,
      missing: 0,
    });
    const before = { startsAtMs: 0, endsAtMs: 1_000 };
    expect(accountForSheets([pad], before, new Set())).toMatchObject({ issued: 3, unused: 3 });
  });

  it('[CLOSE-4] a sheet ends in one shift, whatever is closed when, and is missing in one', () => {
    const states = ['issued', 'handed-out', 'returned', 'spoiled', 'typed'] as const;
    const atMs = fc.integer({ min: 0, max: 3_999 });
    const drawn = fc.record({ state: fc.constantFrom(...states), atMs });
    fc.assert(
      fc.property(fc.array(drawn), (all) => {
        const sheets = all.map(({ state, atMs: endedAtMs }, index) => ({
          ...sheet(index, state),
          takenAtMs: state === 'issued' ? null : Math.max(0, endedAtMs - 500),
          endedAtMs: state === 'issued' || state === 'handed-out' ? null : endedAtMs,
        }));
        const told = new Set<string>();
        const ended = { typed: 0, spoiled: 0, returned: 0, missing: 0 };
        for (const startsAtMs of [0, 1_000, 2_000, 3_000]) {
          const during = { startsAtMs, endsAtMs: startsAtMs + 1_000 };
          const account = accountForSheets([{ wallMs: 0, sheets }], during, told);
          for (const fate of ['typed', 'spoiled', 'returned', 'missing'] as const) {
            ended[fate] += account[fate];
          }
          for (const { serial } of account.missingSheets) told.add(serial);
        }
        const of = (state: (typeof states)[number]) => all.filter((one) => one.state === state);
        expect(ended).toMatchObject({
          typed: of('typed').length,
          spoiled: of('spoiled').length,
          returned: of('returned').length,
        });
        expect(ended.missing).toBe(told.size);
        expect(told.size).toBeGreaterThanOrEqual(of('handed-out').length);
      }),
    );
  });

  it('[CLOSE-4] the parts always add up to what was printed', () => {
    const states = ['issued', 'handed-out', 'returned', 'spoiled', 'typed'] as const;
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom(...states))), (pads) => {
        const account = accountForSheets(
          pads.map((all) => ({
            wallMs: 0,
            sheets: all.map((state, index) => sheet(index, state)),
          })),
          shift,
          new Set(),
        );
        const { issued, typed, spoiled, returned, unused, missing } = account;
        expect(typed + spoiled + returned + unused + missing).toBe(issued);
        expect(account.missingSheets).toHaveLength(missing);
      }),
    );
  });
});

describe('a shift in numbers', () => {
  it('[PRINT-1] verdicts and ways add up to the records that count', () => {
    const verdicts = ['pass', 'turn_back', 'test_on_site', 'refer_health', 'hold'] as const;
    const channels = ['self_qr', 'proxy_qr', 'cccd_qr', 'paper', 'officer_typed', null] as const;
    const record = fc.record({
      isVoid: fc.boolean(),
      isAgain: fc.boolean(),
      verdict: fc.constantFrom(...verdicts),
      channel: fc.constantFrom(...channels),
    });
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const tally = tallyShift(records);
        const sum = Object.values(tally.verdicts).reduce((total, one) => total + one, 0);
        expect(sum).toBe(tally.records);
        expect(tally.paper + tally.scanned + tally.typed).toBe(tally.records);
        expect(tally.records + tally.voided + tally.again).toBe(records.length);
      }),
    );
  });
});

describe('what is signed of a closing', () => {
  const log = (number: number) => ({
    logId: `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    position: number,
    digest: 'ab'.repeat(32),
    records: 1,
  });
  const closing = {
    shiftId: 'hn-01/2021-07-14/2',
    records: 2,
    logs: [log(1), log(2)],
    exceptions: [],
    verdicts: { pass: 2 },
    papers: null,
    proof: 'pin',
  } as const;

  it('[CLOSE-5] any change makes another digest; the order of the logs makes none of theirs', () => {
    const digest = closingDigest({ ...closing, logs: [...closing.logs], exceptions: [] });
    const changed = { ...closing, logs: [log(1), log(3)], exceptions: [] };
    expect(closingDigest(changed)).not.toBe(digest);
    expect(closingDigest({ ...changed, logs: [...closing.logs], records: 3 })).not.toBe(digest);
    expect(logsDigest([log(1), log(2)])).toBe(logsDigest([log(2), log(1)]));
    expect(logsDigest([log(1), log(2)])).not.toBe(logsDigest([log(1)]));
  });
});
