import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseEntry } from '#domain/log/entry-codec.ts';
import { createTestTablet, keepPerson, settleIn } from '../../tests/support/tablet-fixture.ts';
import { amendRecord } from './amend-record.ts';

let tablet: ReturnType<typeof createTestTablet>;

beforeEach(async () => {
  tablet = createTestTablet(71);
  await settleIn(tablet);
});

const entries = async () =>
  (await tablet.db.entries.toArray()).map(({ frame }) => {
    const entry = parseEntry(frame);
    return entry.ok ? entry.value : expect.unreachable();
  });
const kinds = async () => (await entries()).map(({ kind }) => kind);
const cough = { 'epi.anySymptom': true, 'epi.symptoms': ['ho' as const] };

describe('a referral on the tablet', () => {
  it('[REFER-2] is kept with its person in one transaction, ahead of the log, and neither stays alone', async () => {
    const put = vi.spyOn(tablet.db.records, 'add').mockRejectedValue(new Error('cut'));
    await expect(keepPerson(tablet, cough)).rejects.toThrow('storage/failed');
    expect(await kinds()).toEqual([]);
    put.mockRestore();
    const { recordId } = await keepPerson(tablet, cough);
    expect(await kinds()).toEqual(['declaration.recorded', 'crossing.recorded', 'referral.raised']);
    const raised = (await entries()).at(-1);
    const [record] = await tablet.db.records.toArray();
    expect(raised).toMatchObject({
      subjectId: recordId,
      data: { declarationId: record?.declarationId, causes: ['cough'] },
    });
    expect(record?.position).toBe(3);
    expect(await tablet.db.alerts.count()).toBe(3);
  });

  it('[REFER-2] is not raised of who is well', async () => {
    await keepPerson(tablet);
    expect(await kinds()).toEqual(['declaration.recorded', 'crossing.recorded']);
    expect(await tablet.db.alerts.count()).toBe(0);
  });

  it('[REFER-3] is raised with the amendment that adds a cause, once', async () => {
    const { recordId } = await keepPerson(tablet);
    const fever = { crossing: { 'check.temperature': 38.2 } };
    await amendRecord(tablet, recordId, fever);
    await amendRecord(tablet, recordId, fever);
    expect((await kinds()).slice(2)).toEqual(['crossing.amended', 'referral.raised']);
    await amendRecord(tablet, recordId, { declaration: { phone: '+84987654321' } });
    await amendRecord(tablet, recordId, { declaration: cough });
    expect((await kinds()).slice(4)).toEqual([
      'declaration.amended',
      'declaration.amended',
      'referral.raised',
    ]);
    expect((await entries()).at(-1)?.data).toMatchObject({ causes: ['fever-measured', 'cough'] });
  });
});
