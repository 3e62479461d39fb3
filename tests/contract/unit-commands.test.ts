import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csvToRows } from '#domain/core/csv.ts';
import { unitsToRows } from '#domain/unit/unit-sheet.ts';
import { usualRetention } from '#domain/retention/server-rules.ts';
import { readCommand } from '../../sync-server/cli/commands.ts';
import { readWorkbook, writeWorkbook } from '../../sync-server/cli/workbook.ts';
import { openWorld, serverNowMs, temporaryDir, units } from './server-world.ts';

describe('units at the server’s machine', () => {
  it('[UNIT-8] are imported from a workbook or a text, faults told by row and nothing half done', async () => {
    using dir = temporaryDir();
    await using world = await openWorld();
    const { store, openFrame } = world;
    const ports = {
      store,
      openFrame,
      clock: () => serverNowMs,
      random: (size: number) => new Uint8Array(size),
      retention: usualRetention,
    };
    const command = async (...words: string[]) => {
      const read = readCommand(words);
      return read.ok ? read.value(ports) : read;
    };
    const file = (name: string) => join(dir.path, name);
    const [headings = [], ...rows] = unitsToRows(units);
    const added = ['q-01', 'Chốt quận, huyện', 'Chốt Ngã Tư Sở', 'Đống Đa', '', 'CAQ', '2'];
    const wrong = ['q 02', 'Chốt', '', '', '', '', '99'];
    writeFileSync(file('wrong.xlsx'), await writeWorkbook([headings, ...rows, added, wrong]));
    const refused = await command('units', 'import', file('wrong.xlsx'));
    for (const told of [
      'row 6  Tên  units/missing',
      'row 6  Mã đơn vị  units/bad-id  "q 02"',
      '4 faults; nothing was written',
    ]) {
      expect(refused).toMatchObject({ ok: false, error: expect.stringContaining(told) });
    }
    expect(await store.listUnits()).toEqual(units);

    writeFileSync(file('right.xlsx'), await writeWorkbook([headings, ...rows, added]));
    const done = (text: string) => ({ ok: true, value: text });
    const plan = done('1 new, 0 changed, 3 as they are');
    expect(await command('units', 'preview', file('right.xlsx'))).toEqual(plan);
    expect(await command('units', 'import', file('right.xlsx'))).toEqual(plan);
    const again = done('0 new, 0 changed, 4 as they are');
    expect(await command('units', 'import', file('right.xlsx'))).toEqual(again);
    for (const name of ['all.csv', 'all.xlsx']) {
      expect(await command('units', 'export', file(name))).toMatchObject({ ok: true });
      expect(await command('units', 'import', file(name))).toEqual(again);
    }
    const exported = csvToRows(readFileSync(file('all.csv'), 'utf8'));
    expect(await readWorkbook(new Uint8Array(readFileSync(file('all.xlsx'))))).toEqual(exported);
    expect(await command('units', 'import', file('none.csv'))).toMatchObject({ ok: false });
  });
});
