import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csvToRows, rowsToCsv } from '#domain/core/csv.ts';
import { officersToRows, type KnownOfficer } from '#domain/officer/officer-sheet.ts';
import { usualRetention } from '#domain/retention/server-rules.ts';
import { openUnitKey } from '../../src/vault/unit-key.ts';
import { readCommand } from '../../sync-server/cli/commands.ts';
import { listOfficers } from '../../sync-server/services/officers/find-officer.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { openWorld, serverNowMs, temporaryDir } from './server-world.ts';

const people: readonly KnownOfficer[] = [
  { officerId: 'cb-1', name: 'Nguyễn Thị Hương', role: 'paper-officer', unitId: 'hn-01' },
  { officerId: 'cb-2', name: "Y'Blô Niê", role: 'scanning-officer', unitId: 'hn-02' },
  { officerId: 'cb-3', name: 'Trần Văn Chỉ Huy', role: 'command-post', unitId: null },
];

describe('people at the server’s machine', () => {
  it('[UNIT-13] are imported by spreadsheet, all or none, each with a PIN that opens; a second time nobody is', async () => {
    using dir = temporaryDir();
    await using world = await openWorld();
    const { store, openFrame } = world;
    const random = seededRandom(13);
    const ports = {
      store,
      openFrame,
      clock: () => serverNowMs,
      random,
      retention: usualRetention,
    };
    const command = async (...words: string[]) => {
      const read = readCommand(words);
      return read.ok ? read.value(ports) : read;
    };
    const file = (name: string) => join(dir.path, name);
    const before = await listOfficers(store);
    const sheetOf = (all: readonly KnownOfficer[]) => rowsToCsv(officersToRows(all));
    const wrong = { officerId: 'cb-9', name: 'A', role: 'tracer', unitId: 'hn-99' } as const;
    writeFileSync(file('wrong.csv'), sheetOf([...people, wrong]));
    expect(await command('officers', 'import', file('wrong.csv'))).toEqual({
      ok: false,
      error: 'row 5  Mã đơn vị  officers/unknown-unit  "hn-99"\n1 faults; nothing was written',
    });
    expect(await listOfficers(store)).toEqual(before);

    writeFileSync(file('right.csv'), sheetOf(people));
    const plan = { ok: true, value: '3 new, 0 as they are' };
    expect(await command('officers', 'preview', file('right.csv'))).toEqual(plan);
    const made = await command('officers', 'import', file('right.csv'));
    if (!made.ok) throw new Error(made.error);
    const [headings, ...given] = csvToRows(made.value);
    expect(headings).toEqual(['Mã cán bộ', 'Họ và tên', 'Mã đơn vị', 'PIN']);
    expect(given.map(([id, name, unit]) => [id, name, unit])).toEqual(
      people.map(({ officerId, name, unitId }) => [officerId, name, unitId ?? '*']),
    );
    const known = new Map((await listOfficers(store)).map((one) => [one.officerId, one]));
    for (const [officerId = '', , unit, pin = ''] of given) {
      const { unlock } = known.get(officerId) ?? {};
      const unitId = unit === '*' ? await lastUnit(store) : (unit ?? '');
      expect(unlock && (await openUnitKey(pin, unlock, unitId))?.unitKey).toHaveLength(32);
    }
    const again = { ok: true, value: '0 new, 3 as they are' };
    expect(await command('officers', 'import', file('right.csv'))).toEqual(again);
    for (const name of ['all.csv', 'all.xlsx']) {
      expect(await command('officers', 'export', file(name))).toMatchObject({ ok: true });
      const all = { ok: true, value: `0 new, ${before.length + 3} as they are` };
      expect(await command('officers', 'import', file(name))).toEqual(all);
    }
    expect(await command('officers', 'import', file('none.csv'))).toMatchObject({ ok: false });
    expect(await command('officers')).toMatchObject({ value: expect.stringContaining('cb-3') });
  });
});

/** Somebody of the whole city has a key for each unit; listed is the last. */
const lastUnit = async (store: Awaited<ReturnType<typeof openWorld>>['store']): Promise<string> =>
  (await store.listUnits()).at(-1)?.unitId ?? '';
