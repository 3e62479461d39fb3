import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { Officer } from '#domain/officer/officer.ts';
import { cityOfficers, pinByRole, unitOfficers } from '../demo/officers.ts';
import { demoUnits } from '../demo/units.ts';
import type { NewFeedLine } from '../store/store.ts';
import type { ServicePorts } from './service-ports.ts';
import { createKeyWrapper, unitKeyBytes } from './unit-keys.ts';

/**
 * Fills an empty database with the checkpoints of 2021 and invented officers, once. A demonstration from
 * before there were unit keys is told of its officers anew.
 */
export const seedDemo = async ({ store, random }: ServicePorts): Promise<void> => {
  const isSeeded = await store.isDemo();
  const [first] = demoUnits;
  if (isSeeded && first && (await store.unitKey(first.unitId)) !== null) return;
  const keys = demoUnits.map(({ unitId }) => ({ unitId, key: bytesToHex(random(unitKeyBytes)) }));
  const officerLines = await composeOfficers(keys, random);
  const unitLines = demoUnits.map((unit) => ({ kind: 'unit', audience: null, body: unit }));
  await store.transact(async (tx) => {
    if (!isSeeded) await tx.markDemo();
    for (const { unitId, key } of keys) await tx.keepUnitKey(unitId, key);
    await tx.appendFeed('reference', [...(isSeeded ? [] : unitLines), ...officerLines]);
  });
};

/** An officer of the whole city has a line for every unit, each with that unit's key. */
const composeOfficers = async (
  keys: readonly { readonly unitId: string; readonly key: string }[],
  random: ServicePorts['random'],
): Promise<NewFeedLine[]> => {
  // One salt per PIN, not per officer: these PINs are printed anyway, and the start stays quick.
  const pins = [...new Set(Object.values(pinByRole))];
  const wrapperByPin = new Map(
    await Promise.all(pins.map(async (pin) => [pin, await createKeyWrapper(pin, random)] as const)),
  );
  const lines = keys.flatMap(({ unitId, key }) =>
    [...unitOfficers(unitId), ...cityOfficers].map(async (officer): Promise<NewFeedLine[]> => {
      const unlock = await wrapperByPin.get(pinByRole[officer.role])?.(hexToBytes(key), unitId);
      const body = unlock && ({ ...officer, unlock } satisfies Officer);
      return body ? [{ kind: 'officer', audience: unitId, body }] : [];
    }),
  );
  return (await Promise.all(lines)).flat();
};
