import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseEntry } from '#domain/log/entry-codec.ts';
import type { Role } from '#domain/officer/officer.ts';
import {
  createTestTablet,
  keepPerson,
  sampleSession,
  settleIn,
  type TestTablet,
} from '../../tests/support/tablet-fixture.ts';
import { readRecord } from '../store/list-records.ts';
import { readLinks } from '../store/read-links.ts';
import { searchRecords } from '../store/search-records.ts';
import { amendRecord } from './amend-record.ts';
import { settleConflict } from './settle-conflict.ts';
import { settleDuplicate } from './settle-duplicate.ts';
import { voidRecord } from './void-record.ts';

let tablet: TestTablet;
let recordId: string;

beforeEach(async () => {
  tablet = createTestTablet(70);
  await settleIn(tablet);
  ({ recordId } = await keepPerson(tablet));
});

const signInAs = (role: Role) =>
  tablet.db.settings.put({ key: 'session', value: { ...sampleSession, role } });
const record = async () => (await readRecord(tablet.db, recordId)) ?? expect.unreachable();
const entries = async () =>
  (await tablet.db.entries.toArray()).map(({ frame }) => {
    const entry = parseEntry(frame);
    return entry.ok ? entry.value : expect.unreachable();
  });
const warmer = { crossing: { 'check.temperature': 37.3 } };

describe('speaking of a record', () => {
  it('[MERGE-10] an amendment is one entry based on what was seen; the list shows it, the recording stays', async () => {
    const phone = '+84987654321';
    const said = await amendRecord(tablet, recordId, { ...warmer, declaration: { phone } });
    expect(said).toEqual({ ok: true, value: { added: 2 } });
    const [declared, crossed, ...later] = await entries();
    expect(later).toMatchObject([
      {
        kind: 'declaration.amended',
        basedOn: [declared?.entryId],
        data: { fields: { phone }, role: 'supervisor' },
      },
      { kind: 'crossing.amended', basedOn: [crossed?.entryId], data: { fields: warmer.crossing } },
    ]);
    const now = await record();
    expect(now.crossing['check.temperature']).toBe(37.3);
    expect(now.merging?.recorded.crossing['check.temperature']).toBeUndefined();
    expect(now.merging?.crossing).toMatchObject({ amended: ['check.temperature'], conflicts: [] });
    expect(await searchRecords(tablet.db, '0987654321', 5)).toHaveLength(1);
    expect(await searchRecords(tablet.db, '0912345678', 5)).toEqual([]);

    await amendRecord(tablet, recordId, { crossing: { 'check.temperature': null } });
    expect((await entries()).at(-1)?.basedOn).toEqual([later[1]?.entryId]);
    expect((await record()).crossing).not.toHaveProperty('check.temperature');
  });

  it('[MERGE-10] a second tap, and saying what holds already, add nothing', async () => {
    const taps = [amendRecord(tablet, recordId, warmer), amendRecord(tablet, recordId, warmer)];
    const added = (await Promise.all(taps)).map((tap) => tap.ok && tap.value.added);
    expect(new Set(added)).toEqual(new Set([0, 1]));
    expect(await amendRecord(tablet, recordId, warmer)).toEqual({ ok: true, value: { added: 0 } });
    const reason = { reason: 'entered_twice' } as const;
    const voids = [voidRecord(tablet, recordId, reason), voidRecord(tablet, recordId, reason)];
    const voided = (await Promise.all(voids)).map((tap) => tap.ok && tap.value.added);
    expect(new Set(voided)).toEqual(new Set([0, 2]));
    expect(await tablet.db.entries.count()).toBe(5);
  });

  it.each([
    ['the entries', () => vi.spyOn(tablet.db.entries, 'bulkAdd')],
    ['what was said', () => vi.spyOn(tablet.db.merges, 'put')],
    ['the record', () => vi.spyOn(tablet.db.records, 'put')],
    ['its place', () => vi.spyOn(tablet.db.records, 'update')],
  ])('[MERGE-10] an amendment that is cut at %s leaves nothing behind', async (_where, spy) => {
    const before = await tablet.db.records.toArray();
    const cut = spy().mockRejectedValue(new Error('cut'));
    expect(await amendRecord(tablet, recordId, warmer)).toEqual({
      ok: false,
      error: { code: 'storage/failed' },
    });
    cut.mockRestore();
    expect(await tablet.db.records.toArray()).toEqual(before);
    expect(await tablet.db.merges.count()).toBe(0);
    expect(await tablet.db.entries.count()).toBe(2);
    expect(await amendRecord(tablet, recordId, warmer)).toMatchObject({ ok: true });
  });

  it('[MERGE-4] a voided record says why, stays, and comes back by a settling', async () => {
    await voidRecord(tablet, recordId, { reason: 'other', note: 'Nhập thử' });
    expect((await record()).merging?.crossing.voiding).toMatchObject({
      reason: 'other',
      note: 'Nhập thử',
      officer: 'cb-01',
    });
    expect(await settleConflict(tablet, recordId, { unvoid: true })).toEqual({
      ok: true,
      value: { added: 2 },
    });
    const { merging } = await record();
    expect([merging?.crossing.voiding, merging?.declaration.voiding]).toEqual([null, null]);
  });

  it('[MERGE-9] two records of one person are linked until a supervisor says otherwise', async () => {
    const other = await keepPerson(tablet);
    const links = () => readLinks(tablet.db, recordId);
    expect((await links()).likely).toMatchObject([
      { recordId: other.recordId, evidence: ['document', 'name-birth'], verdict: null },
    ]);
    await settleDuplicate(tablet, [other.recordId, recordId], 'same-crossing');
    const first = [recordId, other.recordId].toSorted()[0];
    expect(await links()).toMatchObject({ seenAgainOf: first === recordId ? null : first });
    await settleDuplicate(tablet, [recordId, other.recordId], 'different');
    expect(await links()).toEqual({ seenAgainOf: null, likely: [] });
    const again = await settleDuplicate(tablet, [recordId, other.recordId], 'different');
    expect(again).toEqual({ ok: true, value: { added: 0 } });
  });

  it('[MERGE-5] a value that cannot be, another unit’s record, or none at all is refused, and nothing is kept', async () => {
    const hot = { crossing: { 'check.temperature': 99 } };
    const code = async (said: ReturnType<typeof amendRecord>) => {
      const answer = await said;
      return answer.ok ? null : answer.error.code;
    };
    expect(await code(amendRecord(tablet, recordId, hot))).toBe('amendment/invalid');
    expect(await code(amendRecord(tablet, 'nobody', warmer))).toBe('record/not-found');
    await tablet.db.records.update(recordId, { unitId: 'cc-99' });
    expect(await code(amendRecord(tablet, recordId, warmer))).toBe('record/other-unit');
    expect(await tablet.db.entries.count()).toBe(2);
  });

  it('[MERGE-11] an officer amends and voids; only a supervisor settles', async () => {
    await signInAs('paper-officer');
    expect(await amendRecord(tablet, recordId, warmer)).toMatchObject({ ok: true });
    const refused = { ok: false, error: { code: 'officer/not-allowed' } };
    expect(await settleConflict(tablet, recordId, warmer)).toEqual(refused);
    expect(await settleDuplicate(tablet, [recordId, recordId], 'different')).toEqual(refused);
    await signInAs('tracer');
    expect(await amendRecord(tablet, recordId, warmer)).toEqual(refused);
    expect(await voidRecord(tablet, recordId, { reason: 'other' })).toEqual(refused);
  });
});
