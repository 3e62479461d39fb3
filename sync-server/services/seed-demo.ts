import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Officer, PinVerifier } from '#domain/officer/officer.ts';
import { cityOfficers, pinByRole, unitOfficers } from '../demo/officers.ts';
import { demoUnits } from '../demo/units.ts';
import type { NewFeedLine } from '../store/store.ts';
import type { ServicePorts } from './service-ports.ts';

const iterations = 600_000;
const derive = promisify(pbkdf2);

/** Fills an empty database with the checkpoints of 2021 and invented officers, once. */
export const seedDemo = async ({ store, random }: ServicePorts): Promise<void> => {
  if (await store.isDemo()) return;
  const officers = [...cityOfficers, ...demoUnits.flatMap(({ unitId }) => unitOfficers(unitId))];
  const verifierByPin = await makeVerifiers(Object.values(pinByRole), random);
  const officerLines = officers.flatMap((officer): NewFeedLine[] => {
    const pin = verifierByPin.get(pinByRole[officer.role]);
    const body = pin && ({ ...officer, pin } satisfies Officer);
    return body ? [{ kind: 'officer', audience: officer.unitId, body }] : [];
  });
  const unitLines = demoUnits.map((unit) => ({ kind: 'unit', audience: null, body: unit }));
  await store.transact(async (tx) => {
    await tx.markDemo();
    await tx.appendFeed('reference', [...unitLines, ...officerLines]);
  });
};

/** One verifier per PIN, not per officer: these PINs are printed anyway, and the start stays quick. */
const makeVerifiers = async (
  pins: readonly string[],
  random: ServicePorts['random'],
): Promise<ReadonlyMap<string, PinVerifier>> => {
  const made = await Promise.all(
    [...new Set(pins)].map(async (pin): Promise<[string, PinVerifier]> => {
      const salt = random(16);
      const hash = (await derive(pin, salt, iterations, 32, 'sha256')).toString('hex');
      return [pin, { algorithm: 'PBKDF2-SHA-256', iterations, salt: bytesToHex(salt), hash }];
    }),
  );
  return new Map(made);
};
