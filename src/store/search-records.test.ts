import { describe, expect, it } from 'vitest';
import { createTestTablet, keepPerson, settleIn } from '../../tests/support/tablet-fixture.ts';
import { listRecords } from './list-records.ts';
import { searchRecords } from './search-records.ts';

const setUp = async () => {
  const tablet = createTestTablet(11);
  await settleIn(tablet);
  const ids: Record<string, string> = {};
  const people = {
    dao: {
      fullName: 'Nguyễn Thị Đào',
      docNumber: '001190012345',
      phone: '+84912345678',
      'move.plate': '29M112345',
    },
    lan: {
      fullName: 'Trần Thị Lan',
      docNumber: '033199054321',
      phone: '+84987000111',
      'move.plate': '89A98765',
    },
    son: {
      fullName: 'Nguyễn Sơn Tùng',
      docNumber: 'B1234567',
      phone: '+84333222999',
      'move.plate': '30H1234',
    },
  };
  for (const [who, answers] of Object.entries(people)) {
    tablet.advance(1_000);
    ids[who] = (await keepPerson(tablet, answers)).recordId;
  }
  const find = async (query: string) => {
    const found = await searchRecords(tablet.db, query, 10);
    expect(await searchRecords(tablet.db, query, 10, 1), 'key by key').toEqual(found);
    return found.map((row) => Object.keys(ids).find((who) => ids[who] === row.recordId));
  };
  return { tablet, ids, find };
};

describe('the list', () => {
  it('[LIST-1] shows the newest first, page by page, nothing twice and nothing left out', async () => {
    const { tablet, ids } = await setUp();
    const first = await listRecords(tablet.db, { limit: 2 });
    const before = first.at(-1)?.recordId ?? '';
    const second = await listRecords(tablet.db, { limit: 2, before });
    expect([...first, ...second].map((row) => row.recordId)).toEqual([ids.son, ids.lan, ids.dao]);
  });

  it('[LIST-2] a name is found by the beginnings of its words, with or without marks, in any order', async () => {
    const { find } = await setUp();
    expect(await find('Đào')).toEqual(['dao']);
    expect(await find('dao')).toEqual(['dao']);
    expect(await find('NGUYEN')).toEqual(['son', 'dao']);
    expect(await find('lan trần')).toEqual(['lan']);
    expect(await find('tung ng')).toEqual(['son']);
    expect(await find('nguyễn lan')).toEqual([]);
    expect(await find('n')).toEqual([]);
    expect(await find('   ')).toEqual([]);
  });

  it('[LIST-3] a number, telephone or plate is found whole or by its last digits, however it is grouped', async () => {
    const { find } = await setUp();
    expect(await find('001190012345')).toEqual(['dao']);
    expect(await find('54321')).toEqual(['lan']);
    expect(await find('0912 345 678')).toEqual(['dao']);
    expect(await find('+84 912 345 678')).toEqual(['dao']);
    expect(await find('0111')).toEqual(['lan']);
    expect(await find('29-M1 123.45')).toEqual(['dao']);
    expect(await find('98765')).toEqual(['lan']);
    expect(await find('b1234567')).toEqual(['son']);
    expect(await find('tung 999')).toEqual(['son']);
    expect(await find('tung 111')).toEqual([]);
  });

  it('[LIST-3] the same last digits of two people find both, newest first', async () => {
    const { find } = await setUp();
    expect(await find('12345')).toEqual(['dao']);
    expect(await find('1234')).toEqual(['son']);
    expect(await find('11')).toEqual([]);
    expect(await find('7000111')).toEqual(['lan']);
    expect(await find('7000112')).toEqual([]);
  });

  it('[LIST-4] a record is called delivered only when the server holds its last entry', async () => {
    const { tablet } = await setUp();
    const [log] = await tablet.db.logs.toArray();
    await tablet.db.logs.update(log?.logId ?? '', { ackedThrough: 3 });
    const rows = await listRecords(tablet.db, { limit: 10 });
    expect(rows.map((row) => row.delivered)).toEqual([false, false, true]);
  });
});
