import { beforeEach, describe, expect, it } from 'vitest';
import { overlayDesk } from '#domain/settle/overlay-desk.ts';
import {
  createTestTablet,
  keepPerson,
  sampleSession,
  settleIn,
  type TestTablet,
} from '../../tests/support/tablet-fixture.ts';
import { entryOf, idOf } from '../../tests/support/merge-history.ts';
import { entryToBytes } from '#domain/log/entry-codec.ts';
import { keepMerge } from '../store/merge-record.ts';
import { readDesk, readSaidHere } from '../store/read-desk.ts';
import { amendRecord } from './amend-record.ts';
import { settleField, settlePairsAtDesk, takeBackField, takeBackPairs } from './settle-at-desk.ts';

let tablet: TestTablet;
let recordId: string;

beforeEach(async () => {
  tablet = createTestTablet(70);
  await settleIn(tablet);
  ({ recordId } = await keepPerson(tablet));
});

const desk = () => readDesk(tablet.db);

/** Somebody else, who knew of the recording alone, wrote another telephone. */
const contradict = async () => {
  const row = await tablet.db.records.get(recordId);
  if (row === undefined) throw new Error('the record is there');
  await amendRecord(tablet, recordId, { declaration: { phone: '+84911111111' } });
  const elsewhere = entryOf({
    name: 'elsewhere',
    kind: 'declaration.amended',
    subjectId: row.declarationId,
    basedOn: [row.held.declaration.entryId],
    data: { fields: { phone: '+84922222222' }, role: 'supervisor' },
  });
  const frame = entryToBytes(elsewhere);
  if (!frame.ok) throw new Error(frame.error.code);
  await keepMerge(tablet.db, {
    entryId: elsewhere.entryId,
    about: [row.declarationId],
    frame: frame.value,
  });
};

const phoneNow = async () => (await tablet.db.records.get(recordId))?.declaration.phone;

describe('the settling desk of a tablet', () => {
  it('[SETTLE-6] a conflict is settled with one of the values or a third, and taken back, with no network', async () => {
    await contradict();
    const [conflict] = (await desk()).conflicts;
    if (conflict === undefined) throw new Error('there is a conflict');
    expect(conflict.values.map(({ by }) => by.device)).toEqual([
      null,
      (await tablet.db.device.get('device'))?.deviceName,
    ]);
    expect(await settleField(tablet, conflict, '+84933333333')).toMatchObject({ ok: true });
    expect(await settleField(tablet, conflict, '+84933333333')).toEqual({
      ok: true,
      value: { added: 0 },
    });
    const after = await desk();
    expect([after.conflicts, await phoneNow()]).toEqual([[], '+84933333333']);
    const [settling] = after.settlings;
    if (settling === undefined) throw new Error('there is a settling');
    await takeBackField(tablet, settling);
    const open = await desk();
    expect([open.conflicts.length, open.settlings, await phoneNow()]).toEqual([
      1,
      [],
      '+84922222222',
    ]);
  });

  it('[SETTLE-6] a value that the field cannot have is refused, and nothing is kept', async () => {
    await contradict();
    const [conflict] = (await desk()).conflicts;
    if (conflict === undefined) throw new Error('there is a conflict');
    expect(await settleField(tablet, conflict, 'abc')).toEqual({
      ok: false,
      error: { code: 'amendment/invalid' },
    });
  });

  it('[SETTLE-7] what is certain is settled at once, and each is taken back', async () => {
    await keepPerson(tablet);
    const { pairs } = await desk();
    expect(pairs).toMatchObject([{ likelihood: 'certain', settled: null }]);
    expect(await settlePairsAtDesk(tablet, pairs, 'same-crossing')).toEqual({
      ok: true,
      value: { added: 1 },
    });
    const after = await desk();
    expect(after.pairs).toMatchObject([{ settled: { verdict: 'same-crossing' } }]);
    await takeBackPairs(tablet, after.pairs);
    expect((await desk()).pairs).toMatchObject([{ likelihood: 'certain', settled: null }]);
  });

  it('[SETTLE-6] records that the tablet does not hold are settled by what the server told', async () => {
    const [one, other] = [idOf('here not'), idOf('nor here')];
    const by = { officer: 'cb-09', wallMs: 0, device: 'Máy 9' };
    const told = {
      conflicts: [
        {
          recordId: one,
          half: 'crossing' as const,
          subjectId: one,
          field: 'check.temperature',
          basedOn: [idOf('a'), idOf('b')],
          values: [
            { entryId: idOf('a'), value: 36.5, by },
            { entryId: idOf('b'), value: 38, by },
          ],
        },
      ],
      pairs: [
        {
          recordIds: [one, other] as [string, string],
          likelihood: 'certain' as const,
          speaksFor: [],
          speaksAgainst: [],
          basedOn: [],
          settled: null,
        },
      ],
      settlings: [],
      records: [{ recordId: one, atMs: 0, by, declaration: {}, crossing: {} }],
      more: false,
    };
    const [conflict] = told.conflicts;
    if (conflict === undefined) throw new Error('there is a conflict');
    const now = async () => overlayDesk(told, await readSaidHere(tablet.db, 0), 'Máy 1');
    await settleField(tablet, conflict, 38);
    await settlePairsAtDesk(tablet, told.pairs, 'different');
    const after = await now();
    expect(after).toMatchObject({
      conflicts: [],
      pairs: [{ settled: { verdict: 'different', by: { device: 'Máy 1' } } }],
      settlings: [{ fields: ['check.temperature'] }],
      records: [{ crossing: { 'check.temperature': 38 } }],
    });
    await takeBackPairs(tablet, after.pairs);
    expect((await now()).pairs).toMatchObject([{ settled: null }]);
  });

  it('[SETTLE-6] nobody settles but a supervisor', async () => {
    await keepPerson(tablet);
    const { pairs } = await desk();
    const value = { ...sampleSession, role: 'paper-officer' as const };
    await tablet.db.settings.put({ key: 'session', value });
    const refused = { ok: false, error: { code: 'officer/not-allowed' } };
    expect(await settlePairsAtDesk(tablet, pairs, 'different')).toEqual(refused);
  });
});
