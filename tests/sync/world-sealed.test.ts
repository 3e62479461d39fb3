import { describe, expect, it } from 'vitest';
import { sealedVersion } from '#domain/log/sealed-frame.ts';
import { amendRecord } from '../../src/actions/amend-record.ts';
import { keepPerson } from '../support/tablet-fixture.ts';
import { createWorld, type WorldTablet } from '../support/world.ts';

const versions = async ({ db }: WorldTablet) =>
  (await db.entries.toArray()).map(({ frame }) => frame[0]);

describe('a tablet that was told of a key', () => {
  it('[SEAL-9] seals from then on, and delivers and folds what it sealed and what it did not', async () => {
    const world = await createWorld(91);
    const tablet = await world.addTablet();
    const { recordId } = await keepPerson(tablet);
    await tablet.syncToEnd();
    const later = await keepPerson(tablet);
    expect(await versions(tablet)).toEqual([2, 2, sealedVersion, sealedVersion]);
    const warm = { crossing: { 'check.temperature': 38.4 } };
    for (const each of [recordId, later.recordId]) {
      expect((await amendRecord(tablet, each, warm)).ok).toBe(true);
      const row = await tablet.db.records.get(each);
      expect(row?.crossing['check.temperature']).toBe(38.4);
    }
    await tablet.syncToEnd();
    expect(await world.records()).toEqual([recordId, later.recordId].toSorted());
    const other = await world.cloneTablet(tablet);
    await amendRecord(other, later.recordId, { crossing: { 'check.temperature': 36.5 } });
    await other.syncToEnd();
    tablet.forget();
    await tablet.syncToEnd();
    const told = await tablet.db.records.get(later.recordId);
    expect(told?.crossing['check.temperature']).toBe(36.5);
    await world.close();
  });
});
