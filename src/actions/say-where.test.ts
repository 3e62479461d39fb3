import { beforeEach, describe, expect, it } from 'vitest';
import { mintId } from '#domain/core/random.ts';
import { parseEntry } from '#domain/log/entry-codec.ts';
import { createTestTablet, settleIn, type TestTablet } from '../../tests/support/tablet-fixture.ts';
import { readSetting } from '../store/settings.ts';
import { sayWhere } from './say-where.ts';

let tablet: TestTablet;
let standId: string;

beforeEach(async () => {
  tablet = createTestTablet(71);
  await settleIn(tablet);
  standId = mintId(tablet.clock, tablet.random);
});

const stands = async () =>
  (await tablet.db.entries.toArray()).flatMap(({ frame }) => {
    const entry = parseEntry(frame);
    return entry.ok && entry.value.kind === 'unit.stood' ? [entry.value] : [];
  });

describe('a patrol says where it stands', () => {
  it('[UNIT-9] with no network, as one entry of its log however often it is tapped', async () => {
    const stand = { position: { lat: 21.0034, lon: 105.8201 }, accuracyM: 9, place: 'Ngã tư Sở' };
    const taps = [1, 2, 3].map(() => sayWhere(tablet, standId, stand));
    for (const kept of await Promise.all(taps)) expect(kept.ok).toBe(true);
    expect((await sayWhere(tablet, standId, stand)).ok).toBe(true);
    expect(await stands()).toMatchObject([{ entryId: standId, subjectId: standId, data: stand }]);
    expect(await readSetting(tablet.db, 'stood')).toEqual({ atMs: tablet.clock.wallMs() });
  });

  it('[UNIT-9] and nothing is kept of one that says nothing, or of who may not', async () => {
    const said = await sayWhere(tablet, standId, {});
    expect(said).toEqual({ ok: false, error: { code: 'stand/nothing-said' } });
    await tablet.db.vault.lock();
    const locked = await sayWhere(tablet, standId, { place: 'Ngã tư Sở' });
    expect(locked).toEqual({ ok: false, error: { code: 'vault/locked' } });
    expect(await stands()).toEqual([]);
    expect(await readSetting(tablet.db, 'stood')).toBeNull();
  });
});
