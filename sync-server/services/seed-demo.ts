import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { Officer } from '#domain/officer/officer.ts';
import { cityOfficers, demoFactor, pinByRole, unitOfficers } from '../demo/officers.ts';
import { demoUnits } from '../demo/units.ts';
import type { OfficerAccount } from '../store/officer-account.ts';
import type { NewFeedLine, Store } from '../store/store.ts';
import type { ServicePorts } from './service-ports.ts';
import { derivePinKeys, unitKeyBytes } from './unit-keys.ts';

/**
 * Fills an empty database with the checkpoints of 2021 and invented officers, once. A demonstration from
 * before officers signed in to the server is told of its officers anew.
 */
export const seedDemo = async ({ store, random }: ServicePorts): Promise<void> => {
  const isSeeded = await store.isDemo();
  const [first] = demoUnits;
  if (isSeeded && first && (await hasAccounts(store, first.unitId))) return;
  const keys = await Promise.all(
    demoUnits.map(async ({ unitId }) => ({
      unitId,
      key: (await store.unitKey(unitId)) ?? bytesToHex(random(unitKeyBytes)),
    })),
  );
  const officers = await composeOfficers(keys, random);
  const officerLines = officers.map(({ line }) => line);
  const unitLines = demoUnits.map((unit) => ({ kind: 'unit', audience: null, body: unit }));
  await store.transact(async (tx) => {
    if (!isSeeded) await tx.markDemo();
    for (const { unitId, key } of keys) await tx.keepUnitKey(unitId, key);
    for (const { account } of officers) await tx.putAccount(account);
    for (const officerId of new Set(officers.map(({ account }) => account.officerId))) {
      const secret = bytesToHex(demoFactor.secret);
      await tx.putFactor({ officerId, secret, lastStep: 0, failures: 0, waitUntilMs: 0 });
    }
    await tx.appendFeed('reference', [...(isSeeded ? [] : unitLines), ...officerLines]);
  });
};

const hasAccounts = async (store: Store, unitId: string): Promise<boolean> => {
  const [officer] = unitOfficers(unitId);
  return officer !== undefined && (await store.findAccount(unitId, officer.officerId)) !== null;
};

type SeededOfficer = { readonly line: NewFeedLine; readonly account: OfficerAccount };

/** An officer of the whole city has a line and an account for every unit, each with that unit's key. */
const composeOfficers = async (
  keys: readonly { readonly unitId: string; readonly key: string }[],
  random: ServicePorts['random'],
): Promise<SeededOfficer[]> => {
  // One salt per PIN, not per officer: these PINs are printed anyway, and the start stays quick.
  const pins = [...new Set(Object.values(pinByRole))];
  const keysByPin = new Map(
    await Promise.all(pins.map(async (pin) => [pin, await derivePinKeys(pin, random)] as const)),
  );
  const seeded = keys.flatMap(({ unitId, key }) =>
    [...unitOfficers(unitId), ...cityOfficers].map(async (officer): Promise<SeededOfficer[]> => {
      const pinKeys = keysByPin.get(pinByRole[officer.role]);
      if (pinKeys === undefined) return [];
      const { officerId, role } = officer;
      const unlock = await pinKeys.wrap(hexToBytes(key), unitId);
      const body = { ...officer, unlock } satisfies Officer;
      return [
        {
          line: { kind: 'officer', audience: unitId, body },
          account: { unitId, officerId, role, signInKey: pinKeys.signInKey },
        },
      ];
    }),
  );
  return (await Promise.all(seeded)).flat();
};
