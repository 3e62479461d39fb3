import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uuidV4 } from '../core/uuid.ts';
import { checkCharacterOf } from './check-character.ts';
import { nextPad } from './next-pad.ts';
import {
  lastNumber,
  logToBlock,
  numberToSerial,
  readSerial,
  serialsBetween,
  unitToPrefix,
} from './serial.ts';

const published = [
  // ISBT 128 donation numbers: python-stdnum, and briandunning.com/cf/2878.
  { text: 'G123489654321', check: 'Y' },
  { text: 'ABCDE27000069', check: 'C' },
];

const logIds = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(uuidV4);
const serials = fc
  .record({
    unitId: fc.constantFrom('hn-01', 'tt-07', 'chot-quan-hai-ba-trung-so-12'),
    logId: logIds,
    number: fc.integer({ min: 1, max: lastNumber }),
  })
  .map(({ unitId, logId, number }) =>
    numberToSerial(unitToPrefix(unitId), logToBlock(logId, 0), number),
  )
  .filter((serial) => serial !== null);

const characters = Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
/** What the eye takes for one another is one character here. */
const seen = (character: string): string => character.replace('O', '0').replace(/[IL]/, '1');

describe('the serial of a sheet', () => {
  it.each(published)('[SERIAL-1] $text has the published check character $check', (vector) => {
    expect(checkCharacterOf(vector.text)).toBe(vector.check);
  });

  it('[SERIAL-1] no single wrong character passes, nor two that were swapped', () => {
    fc.assert(
      fc.property(serials, fc.nat(), fc.nat(), (serial, at, by) => {
        const letters = Array.from(serial.replaceAll('-', ''));
        const place = at % letters.length;
        const now = letters[place] ?? '';
        const other = characters[by % characters.length] ?? '';
        const wrong = letters.with(place, other).join('');
        const wrongs = seen(other) === seen(now) ? [] : [wrong];
        const next = letters[place + 1];
        const isPair = next !== undefined && seen(next) !== seen(now);
        const swapped = isPair
          ? [
              letters
                .with(place, next)
                .with(place + 1, now)
                .join(''),
            ]
          : [];
        const passing = [...wrongs, ...swapped].filter((one) => readSerial(one).kind === 'serial');
        expect(passing).toEqual([]);
      }),
      { seed: 501, numRuns: 4_000 },
    );
  });

  it('[SERIAL-1] is read however it is spaced, in small letters, and with O for 0 or l for 1', () => {
    fc.assert(
      fc.property(serials, (serial) => {
        const parts = serial.split('-');
        const sloppy = [parts[0], parts[1], parts[2]?.replaceAll('0', 'o').replaceAll('1', 'l')]
          .join(' ')
          .toLowerCase();
        expect(readSerial(sloppy)).toMatchObject({ kind: 'serial', serial });
        expect(serial).toMatch(/^[A-Z0-9-]{4,20}$/);
      }),
      { seed: 502 },
    );
  });

  it('[SERIAL-2] every log draws from its own block, one after the other, none twice', () => {
    const wishes = fc.array(
      fc.record({ log: fc.nat(2), count: fc.integer({ min: 1, max: 200 }) }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(fc.uniqueArray(logIds, { minLength: 3, maxLength: 3 }), wishes, (logs, work) => {
        // Every log knows its own pads only, as tablets do that have no network.
        const padsByLog = new Map(logs.map((logId) => [logId, [] as ReturnType<typeof nextPad>[]]));
        for (const { log, count } of work) {
          const logId = logs[log] ?? '';
          const own = padsByLog.get(logId) ?? [];
          const pad = nextPad('HN01', logId, own, count);
          expect(serialsBetween('HN01', pad)).toHaveLength(count);
          padsByLog.set(logId, [...own, pad]);
        }
        const all = [...padsByLog.values()]
          .flat()
          .flatMap((pad) => serialsBetween('HN01', pad).map(({ serial }) => serial));
        expect(new Set(all).size).toBe(all.length);
      }),
      { seed: 503, numRuns: 60 },
    );
  });

  it('[SERIAL-2] a block that turns out to be another log’s too, or was drawn from twice, is left', () => {
    const logId = '184fc772-f054-44ce-86c1-0ea36570cddd';
    const first = nextPad('HN01', logId, [], 50);
    const another = { ...first, logId: '8c04dc1d-0b2e-4b55-85ac-8cf95a2894b7' };
    expect(nextPad('HN01', logId, [another], 50)).toMatchObject({
      block: logToBlock(logId, 1),
      from: 1,
    });
    expect(nextPad('HN01', logId, [first, first], 50).block).toBe(logToBlock(logId, 1));
    const used = { ...first, to: lastNumber - 10 };
    expect(nextPad('HN01', logId, [used], 50)).toMatchObject({ block: logToBlock(logId, 1) });
  });
});
