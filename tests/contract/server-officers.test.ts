import { hexToBytes } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { officerSchema, type Officer } from '#domain/officer/officer.ts';
import { judgePin } from '#domain/officer/pin.ts';
import {
  addOfficer,
  removeOfficer,
  renewPin,
} from '../../sync-server/services/officers/keep-officer.ts';
import { findOfficer, listOfficers } from '../../sync-server/services/officers/find-officer.ts';
import type { ServicePorts } from '../../sync-server/services/service-ports.ts';
import { openUnitKey } from '../../src/vault/unit-key.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { bothEngines } from './engines.ts';
import { openWorld, pull, serverNowMs, type ServerWorld } from './server-world.ts';

const someone = {
  officerId: 'hn-01-pg9',
  name: 'Cán bộ Phiếu giấy 9 (mẫu)',
  role: 'paper-officer',
  unitId: 'hn-01',
} as const;

const portsOf = ({ store, openFrame }: ServerWorld): ServicePorts => ({
  store,
  openFrame,
  clock: () => serverNowMs,
  random: seededRandom(7),
});

const given = <Value>(answer: { ok: true; value: Value } | { ok: false; error: string }): Value => {
  if (!answer.ok) throw new Error(answer.error);
  return answer.value;
};

describe.each(bothEngines)('officers on $name', (engine) => {
  it('[PIN-1] an administrator adds, renews and removes officers, each unit’s tablets are told of their own', async () => {
    await using world = await openWorld(engine);
    const ports = portsOf(world);
    const first = await world.enrol('hn-01');
    const second = await world.enrol('hn-02');
    const told = async (tablet: typeof first) => {
      const { changes } = await pull(world.app, tablet, { scope: 'reference' });
      return changes.filter(({ kind }) => kind.startsWith('officer'));
    };
    const opens = async (officer: Officer, pin: string) => {
      if (officer.unlock === undefined) throw new Error('no key');
      const key = await openUnitKey(pin, officer.unlock, 'hn-01');
      return key !== null && key.unitKey.toString() === hexToBytes(await keyOf()).toString();
    };
    const keyOf = async () => (await world.store.unitKey('hn-01')) ?? '';

    const added = given(await addOfficer(ports, someone));
    expect(judgePin(added.pin)).toBeNull();
    const [line] = await told(first);
    const officer = officerSchema.parse(line?.body);
    expect(officer).toMatchObject({ ...someone, mustChangePin: true, pinSetAtMs: serverNowMs });
    expect(await opens(officer, added.pin)).toBe(true);
    expect(await told(second)).toEqual([]);

    const renewed = given(await renewPin(ports, someone.officerId));
    const [, again] = await told(first);
    const after = officerSchema.parse(again?.body);
    expect(after.pinSetAtMs).toBeGreaterThan(serverNowMs);
    expect([await opens(after, renewed.pin), await opens(after, added.pin)]).toEqual([true, false]);

    expect(await removeOfficer(ports, someone.officerId)).toMatchObject({ ok: true });
    const lines = await told(first);
    expect(lines.at(-1)).toMatchObject({
      kind: 'officer.removed',
      body: { officerId: someone.officerId },
    });
    expect(await told(second)).toEqual([]);
    expect(await findOfficer(world.store, someone.officerId)).toBeNull();
  });

  it('[PIN-1] who serves the whole city is known on every unit with each unit’s own key', async () => {
    await using world = await openWorld(engine);
    const ports = portsOf(world);
    const { pin } = given(await addOfficer(ports, { ...someone, unitId: null }));
    for (const unitId of ['hn-01', 'hn-02', 'tt-01']) {
      const tablet = await world.enrol(unitId);
      const { changes } = await pull(world.app, tablet, { scope: 'reference' });
      const line = changes.find(({ kind }) => kind === 'officer');
      const { unlock } = officerSchema.parse(line?.body);
      const opened = unlock && (await openUnitKey(pin, unlock, unitId));
      expect(opened?.unitKey).toEqual(hexToBytes((await world.store.unitKey(unitId)) ?? ''));
    }
    expect(await listOfficers(world.store)).toHaveLength(1);
  });

  it('[PIN-1] what cannot be done is said', async () => {
    await using world = await openWorld(engine);
    const ports = portsOf(world);
    const nowhere = { ...someone, unitId: 'hn-99' };
    expect(await addOfficer(ports, nowhere)).toEqual({ ok: false, error: 'unit/unknown' });
    given(await addOfficer(ports, someone));
    expect(await addOfficer(ports, someone)).toEqual({ ok: false, error: 'officer/known' });
    for (const refused of [renewPin(ports, 'nobody'), removeOfficer(ports, 'nobody')]) {
      expect(await refused).toEqual({ ok: false, error: 'officer/unknown' });
    }
  });
});
