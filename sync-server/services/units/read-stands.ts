import { parseEntry } from '#domain/log/entry-codec.ts';
import { correctedMs } from '#domain/matching/kin.ts';
import type { UnitStood } from '#protocol/units.ts';
import type { ServicePorts } from '../service-ports.ts';

/** A patrol that was not heard of for longer is not where it was. */
const worthKnowingMs = 24 * 3_600_000;

export type ReadStands = (unitId: string | null) => Promise<Map<string, UnitStood>>;

/** Where each patrol last said it stands; an entry is opened once, however often it is asked. */
export const standReader = ({
  store,
  clock,
  openFrame,
}: Pick<ServicePorts, 'store' | 'clock' | 'openFrame'>): ReadStands => {
  let opened = new Map<string, UnitStood | null>();

  const open = (frame: Uint8Array): UnitStood | null => {
    const plain = openFrame(frame);
    const entry = plain.ok ? parseEntry(plain.value) : plain;
    if (!entry.ok || entry.value.kind !== 'unit.stood') return null;
    const { data, officer, time } = entry.value;
    return { stand: data, atMs: Math.round(correctedMs(time)), officerId: officer };
  };

  return async (unitId) => {
    const receivedSinceMs = clock() - worthKnowingMs;
    const told = await store.listStands({ unitId, receivedSinceMs });
    const now = new Map<string, UnitStood | null>();
    const latest = new Map<string, UnitStood>();
    for (const { unitId: of, entryId, frame } of told) {
      const key = `${of} ${entryId}`;
      const stood = opened.get(key) ?? open(frame);
      now.set(key, stood);
      const known = latest.get(of);
      if (stood !== null && (known === undefined || stood.atMs > known.atMs)) latest.set(of, stood);
    }
    if (unitId === null) opened = now;
    return latest;
  };
};
