import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crossingToInput } from '#domain/declaration/crossing-to-input.ts';
import { amendRecord } from '../../src/actions/amend-record.ts';
import { beginTypingAgain } from '../../src/actions/begin-typing-again.ts';
import { keepRecord } from '../../src/actions/keep-record.ts';
import { setDoubleEntry } from '../../src/actions/set-double-entry.ts';
import { readDraft } from '../../src/store/drafts.ts';
import { readRecord } from '../../src/store/list-records.ts';
import { readTypingTasks, readUnitDoubleEntry } from '../../src/store/paper-ledger.ts';
import { readHistory } from '../../src/store/read-history.ts';
import { readSecondTypings } from '../../src/store/read-second-typings.ts';
import { sampleSheet } from '../support/sample-sheet.ts';
import { sampleSession } from '../support/tablet-fixture.ts';
import { createWorld, type World, type WorldTablet } from '../support/world.ts';

const syncAll = async (tablets: readonly WorldTablet[]) => {
  for (let round = 0; round < 3; round += 1) {
    for (const tablet of tablets) {
      tablet.forget();
      await tablet.syncToEnd();
    }
  }
};

const handTo = ({ db }: WorldTablet, officerId: string) =>
  db.settings.put({
    key: 'session',
    value: { ...sampleSession, officerId, sessionId: `session of ${officerId}` },
  });

/** Written on the morning of the test. */
const sheetOf = (number: number) => ({
  ...sampleSheet(number),
  declaredAt: '06/09/2021 06:50',
  'move.departAt': '06/09/2021',
});

const keepSheet = async (tablet: WorldTablet, number: number) => {
  const kept = await keepRecord(tablet, { input: sheetOf(number), channel: 'paper' });
  if (!kept.ok) throw new Error(kept.error.code);
  const record = await readRecord(tablet.db, kept.value.recordId);
  if (record === null) throw new Error('it was not kept');
  return record;
};

describe('a sheet that is typed a second time', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld(52);
  });
  afterEach(() => world.close());

  it('[TWICE-4] stands beside the first, which stays as it was; it is delivered, and settled by an amendment', async () => {
    const tablet = await world.addTablet();
    const copyless = await world.addTablet();
    const { db } = tablet;
    expect(await setDoubleEntry(tablet, 1_000)).toMatchObject({ ok: true });
    const first = await keepSheet(tablet, 1);
    const own = await beginTypingAgain(tablet, first.declarationId);
    expect(own).toEqual({ ok: false, error: { code: 'twice/same-officer' } });

    await handTo(tablet, 'cb-02');
    const nowMs = tablet.clock.wallMs();
    const [task] = await readTypingTasks(db, 'cb-02', nowMs);
    expect(task).toMatchObject({ declarationId: first.declarationId });
    const begun = await beginTypingAgain(tablet, first.declarationId);
    if (!begun.ok) throw new Error(begun.error.code);
    const { draftId } = begun.value;
    const draft = await readDraft(db, draftId);
    // Nothing that the person wrote is shown to who reads it again.
    expect(draft?.input).toEqual({
      paperSerial: first.declaration.paperSerial,
      byProxy: 'no',
      nationality: 'VN',
      ...crossingToInput(first.crossing),
    });
    const input = { ...sheetOf(1), ...draft?.input, phone: '0987654321' };
    const again = { draftId, input, channel: 'paper' as const };
    const both = await Promise.all([keepRecord(tablet, again), keepRecord(tablet, again)]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);

    const record = await readRecord(db, first.recordId);
    expect(record?.declaration).toEqual(first.declaration);
    expect(await db.records.count()).toBe(1);
    const typings = await readSecondTypings(db, first.declarationId);
    expect(typings).toMatchObject([{ officer: 'cb-02', declaration: { phone: '+84987654321' } }]);
    expect(await readTypingTasks(db, 'cb-03', nowMs)).toEqual([]);

    const fields = { declaration: { phone: '+84987654321' }, reason: 'Nhập đối chiếu' };
    expect(await amendRecord(tablet, first.recordId, fields)).toMatchObject({ ok: true });
    await syncAll([tablet, copyless]);
    expect(await world.records()).toHaveLength(1);
    const errors = { sheets: 1, errors: [{ field: 'phone', sheets: 1 }] };
    for (const { db: known } of [tablet, copyless]) {
      expect(await readUnitDoubleEntry(known)).toMatchObject(errors);
    }
    // Who does not hold the record learns the names of fields and nothing of the person.
    expect(await copyless.db.merges.count()).toBe(0);
    expect(JSON.stringify(await copyless.db.papers.toArray())).not.toContain('987654321');
  });

  it('[MERGE-15] who said what of a record, when and why can be read in its order', async () => {
    const tablet = await world.addTablet();
    const { recordId } = await keepSheet(tablet, 2);
    tablet.advance(60_000);
    const reason = 'Nghe nhầm';
    await amendRecord(tablet, recordId, { declaration: { phone: '+84911111111' }, reason });
    tablet.advance(60_000);
    await handTo(tablet, 'cb-02');
    await amendRecord(tablet, recordId, { declaration: { phone: '+84922222222' }, reason });
    const record = await readRecord(tablet.db, recordId);
    if (record === null) throw new Error('it is gone');
    const history = await readHistory(tablet.db, record);
    expect(history.map(({ officer, changes, reason: why }) => ({ officer, changes, why }))).toEqual(
      [
        {
          officer: 'cb-01',
          changes: [
            {
              field: 'phone',
              before: record.merging?.recorded.declaration.phone,
              after: '+84911111111',
            },
          ],
          why: reason,
        },
        {
          officer: 'cb-02',
          changes: [{ field: 'phone', before: '+84911111111', after: '+84922222222' }],
          why: reason,
        },
      ],
    );
  });
});
