import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/log/entry.ts';
import type { UnitStand } from '#domain/unit/unit-stand.ts';
import type { Unit } from '#domain/unit/unit.ts';
import { unitsResponseSchema } from '#protocol/enrol.ts';
import { problemSchema } from '#protocol/problem.ts';
import { sessionHeader } from '#protocol/session.ts';
import { unitAboutResponseSchema, unitsSetResponseSchema } from '#protocol/units.ts';
import { protocolVersion } from '#protocol/version.ts';
import { sealAll } from '../support/sealing.ts';
import { bothEngines } from './engines.ts';
import { codeNow, seedOfficer, tokenOf } from './officer-world.ts';
import { crossingEntry, pushedAt } from './sample-log.ts';
import { openWorld, pull, push, serverNowMs, units, type ServerWorld } from './server-world.ts';

const patrol: Unit = {
  unitId: 'tt-789',
  kind: 'patrol-team',
  name: 'Tổ tuần tra 789',
  district: 'Đống Đa',
  facing: '',
  agency: 'Công an quận Đống Đa',
  lanes: 1,
  hours: { from: '22:00', until: '06:00' },
  position: { lat: 21.015, lon: 105.827 },
};

/** An administrator at a tablet of a unit, and how it asks. */
const withAdministrator = async (world: ServerWorld) => {
  const tablet = await world.enrol();
  const officer = await seedOfficer(world, 'hn-01', 'administrator');
  const token = await tokenOf(world, tablet, officer, { code: codeNow() });
  const post = (path: string, what: object) =>
    world.app.inject({
      method: 'POST',
      url: `/api/v1/units/${path}`,
      headers: { authorization: `Bearer ${tablet.deviceToken}`, [sessionHeader]: token },
      payload: { protocol: protocolVersion, nonce: 'nonce-of-units', ...what },
    });
  const read = <Read>(schema: { parse: (input: unknown) => Read }, body: unknown) => {
    const refused = problemSchema.safeParse(body);
    return refused.success ? refused.data.problem : schema.parse(body);
  };
  return {
    tablet,
    set: async (wanted: readonly unknown[], isPreview = false) =>
      read(unitsSetResponseSchema, (await post('set', { units: wanted, isPreview })).json()),
    about: async (unitId: string) =>
      read(unitAboutResponseSchema, (await post('about', { unitId })).json()),
  };
};

const standing = (number: number, data: UnitStand): Entry => ({
  ...crossingEntry(number),
  kind: 'unit.stood',
  unitId: 'tt-01',
  shiftId: 'tt-01/2021-07-25/2',
  data,
});

describe.each(bothEngines)('units, on $name', (engine) => {
  it('[UNIT-5] are set all or nothing, repeated without effect, previewed without any, and reach tablets', async () => {
    await using world = await openWorld(engine);
    const { tablet, set } = await withAdministrator(world);
    const moved = { ...units[0], name: 'Cầu Giẽ mới' };
    const wanted = [patrol, moved, units[1]];
    const plan = { added: ['tt-789'], changed: ['hn-01'], same: 1 };
    expect(await set(wanted, true)).toMatchObject(plan);
    expect(await world.store.listUnits()).toEqual(units);
    expect(await set(wanted)).toMatchObject(plan);
    expect(await set(wanted)).toMatchObject({ added: [], changed: [], same: 3 });
    expect(await world.store.listUnits()).toEqual([moved, units[1], units[2], patrol]);
    const { changes } = await pull(world.app, tablet, { scope: 'reference' });
    expect(changes.slice(units.length).map(({ body }) => body)).toEqual([patrol, moved]);
    const [noted] = await world.store.listNewestAudit({ before: null, deed: 'units-set' }, 5);
    expect(noted).toMatchObject({
      officerId: 'hn-01-administrator',
      subjects: ['tt-789', 'hn-01'],
    });
  });

  it('[UNIT-5] takes nothing of a list in which one cannot be used, or is named twice', async () => {
    await using world = await openWorld(engine);
    const { set } = await withAdministrator(world);
    for (const wrong of [{ ...patrol, lanes: 0 }, { ...patrol, unitId: 'tổ 1' }, { name: 'x' }]) {
      expect(await set([{ ...patrol, unitId: 'tt-2' }, wrong])).toBe('request/malformed');
    }
    expect(await set([patrol, { ...patrol, name: 'Khác' }])).toBe('request/malformed');
    expect(await world.store.listUnits()).toEqual(units);
  });

  it('[UNIT-6] one is told with its tablets, its people and where it last stood; everybody learns less', async () => {
    await using world = await openWorld(engine);
    const { about, set } = await withAdministrator(world);
    await set([patrol]);
    const onPatrol = await world.enrol('tt-01', 'Máy tổ 1');
    const first = standing(1, { place: 'Ngã tư Sở' });
    const measured = { position: { lat: 21.0034, lon: 105.8201 }, accuracyM: 8 };
    const second = standing(2, measured);
    const sealed = await sealAll([pushedAt(1, first), pushedAt(2, second)]);
    await push(world.app, onPatrol, sealed);
    await push(world.app, onPatrol, sealed);
    expect(await about('tt-01')).toMatchObject({
      unit: units[2],
      tablets: [{ name: 'Máy tổ 1', lastContactAtMs: serverNowMs, isAtWork: true }],
      stood: { stand: measured, officerId: 'hn-01-qm1' },
    });
    expect(await about('hn-01')).toMatchObject({ stood: null, tablets: [{ name: 'Máy 1' }] });
    expect(await about('tt-00')).toBe('unit/unknown');
    const told = await world.app.inject({ url: '/api/v1/units' });
    const known = unitsResponseSchema.parse(told.json()).units.at(-1);
    const { agency: _agency, lanes: _lanes, hours: _hours, position: _position, ...told4 } = patrol;
    expect(known).toEqual(told4);
  });

  it('[UNIT-7] 856 of them are set at once and told whole', async () => {
    await using world = await openWorld(engine);
    const { set } = await withAdministrator(world);
    const city = Array.from({ length: 856 }, (_, index) => ({
      ...patrol,
      unitId: `u-${String(index + 1).padStart(3, '0')}`,
    }));
    expect(await set(city)).toMatchObject({ changed: [], same: 0 });
    expect(await set(city)).toMatchObject({ added: [], changed: [], same: 856 });
    expect(await world.store.listUnits()).toHaveLength(856 + units.length);
  });
});
