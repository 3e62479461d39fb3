import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { missingSerials } from '#domain/paper/missing-serials.ts';
import { handleSheets } from '../../src/actions/handle-sheets.ts';
import { issuePad } from '../../src/actions/issue-pad.ts';
import { voidRecord } from '../../src/actions/void-record.ts';
import { readLedger, readSerialDoubt } from '../../src/store/paper-ledger.ts';
import { keepPerson } from '../support/tablet-fixture.ts';
import { createWorld, worldUnit, type World, type WorldTablet } from '../support/world.ts';

const ledgerOf = ({ db }: WorldTablet) => readLedger(db, worldUnit.unitId);

const syncAll = async (tablets: readonly WorldTablet[]) => {
  for (let round = 0; round < 3; round += 1) {
    for (const tablet of tablets) {
      tablet.forget();
      await tablet.syncToEnd();
    }
  }
};

const issue = async (tablet: WorldTablet, count: number): Promise<string> => {
  const issued = await issuePad(tablet, { count, paper: 'a4' });
  if (!issued.ok) throw new Error(issued.error.code);
  return issued.value.padId;
};

describe('sheets of paper on several tablets', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(51);
  });
  afterEach(() => world.close());

  it('[SERIAL-2] printed offline on two tablets never bear the same serial, nor twice on one', async () => {
    const both = [await world.addTablet(), await world.addTablet()] as const;
    const [first, second] = both;
    await Promise.all([issue(first, 30), issue(first, 30), issue(second, 30)]);
    await syncAll(both);
    const { pads } = await ledgerOf(first);
    const sheets = pads.flatMap((pad) => pad.sheets);
    expect(new Set(sheets.map(({ serial }) => serial)).size).toBe(90);
    expect(sheets.flatMap(({ contradictions }) => contradictions)).toEqual([]);
  });

  it('[SERIAL-4] are the same ledger on every tablet and after a restore, and a sheet typed twice shows on all', async () => {
    const both = [await world.addTablet(), await world.addTablet()] as const;
    const [first, second] = both;
    const padId = await issue(first, 10);
    const sheets = (await ledgerOf(first)).pads[0]?.sheets ?? [];
    const numberAt = (index: number) => sheets[index]?.number ?? 0;
    const serialAt = (index: number) => sheets[index]?.serial ?? '';
    const hand = { from: numberAt(0), to: numberAt(4), officer: 'cb-01' };
    await handleSheets(first, padId, { kind: 'sheets.handed-out', data: hand });
    await syncAll(both);
    // Both go on without knowing of each other.
    await keepPerson(first, { paperSerial: serialAt(0) });
    const again = await keepPerson(second, { paperSerial: serialAt(0), fullName: 'Lê Văn Nam' });
    const torn = { from: numberAt(1), to: numberAt(1), reason: 'torn' as const };
    await handleSheets(first, padId, { kind: 'sheets.spoiled', data: torn });
    await keepPerson(second, { paperSerial: serialAt(1), fullName: 'Vũ Thị Mai' });
    const back = { from: numberAt(3), to: numberAt(4) };
    await handleSheets(second, padId, { kind: 'sheets.returned', data: back });
    await syncAll(both);

    const seen = await ledgerOf(first);
    expect(await ledgerOf(second)).toEqual(seen);
    const told = (await ledgerOf(first)).pads[0]?.sheets ?? [];
    expect(told.slice(0, 6).map(({ state, contradictions }) => [state, ...contradictions])).toEqual(
      [
        ['typed', 'typed-twice'],
        ['typed', 'spoiled-and-typed'],
        ['handed-out'],
        ['returned'],
        ['returned'],
        ['issued'],
      ],
    );
    expect(missingSerials(seen.pads)[0]).toMatchObject({ serial: serialAt(2), holder: 'cb-01' });
    expect(await readSerialDoubt(second.db, worldUnit.unitId, serialAt(0))).toBe(
      'serial/typed-elsewhere',
    );

    await voidRecord(second, again.recordId, { reason: 'entered_twice' });
    await syncAll(both);
    expect((await ledgerOf(first)).pads[0]?.sheets[0]?.contradictions).toEqual([]);

    await world.restoreServer(1);
    const newcomer = await world.addTablet();
    await syncAll([...both, newcomer]);
    expect(await ledgerOf(newcomer)).toEqual(await ledgerOf(first));
  });

  it('[SERIAL-6] tell the unit’s feed nothing of a person', async () => {
    const tablet = await world.addTablet();
    await issue(tablet, 3);
    const serial = (await ledgerOf(tablet)).pads[0]?.sheets[0]?.serial ?? '';
    await keepPerson(tablet, { paperSerial: serial, fullName: 'Hoàng Thị Kín' });
    await syncAll([tablet]);
    const feed = await world.store().readFeed({
      scope: `unit:${worldUnit.unitId}`,
      audience: worldUnit.unitId,
      after: 0,
      through: 1_000,
      limit: 1_000,
    });
    const text = JSON.stringify(feed);
    expect(text).toContain(serial);
    for (const word of ['Kín', '001190012345', '84912345678', 'Hàng Bạc', '29M112345']) {
      expect(text).not.toContain(word);
    }
  });
});
