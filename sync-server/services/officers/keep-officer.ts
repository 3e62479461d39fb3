import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { KnownOfficer } from '#domain/officer/officer-sheet.ts';
import type { Officer } from '#domain/officer/officer.ts';
import { judgePin } from '#domain/officer/pin.ts';
import type { NewFeedLine, StoreReader, StoreTransactor } from '../../store/store.ts';
import type { ServicePorts } from '../service-ports.ts';
import { derivePinKeys, unitKeyBytes } from '../unit-keys.ts';
import { findOfficer } from './find-officer.ts';

/** A PIN that opens until its officer has chosen another one; said this once. */
export type OneTimePin = { readonly officer: KnownOfficer; readonly pin: string };

const oneTimePinDigits = 8;

/** Makes somebody known on a unit, or on all of them when `unitId` is null, with a PIN for once. */
export const addOfficer = async (
  ports: ServicePorts,
  officer: KnownOfficer,
): Promise<Result<OneTimePin, 'unit/unknown' | 'officer/known'>> => {
  const { store } = ports;
  const units = await unitsOf(store, officer);
  if (units.length === 0) return fail('unit/unknown');
  if ((await findOfficer(store, officer.officerId)) !== null) return fail('officer/known');
  return ok(await tellWithNewPin(ports, officer, 0));
};

/** Makes people known who are not yet, all of them or none, each with a PIN for once. */
export const addOfficers = async (
  ports: ServicePorts,
  officers: readonly KnownOfficer[],
): Promise<OneTimePin[]> => {
  const prepared: PreparedPin[] = [];
  for (const officer of officers) prepared.push(await preparePin(ports, officer, 0));
  await ports.store.transact(async (tx) => {
    for (const one of prepared) await tellPin(tx, one);
  });
  return prepared.map(({ officer, pin }) => ({ officer, pin }));
};

/** Gives an officer another PIN, for once; the former one opens nothing on a tablet that was told. */
export const renewPin = async (
  ports: ServicePorts,
  officerId: string,
): Promise<Result<OneTimePin, 'officer/unknown'>> => {
  const known = await findOfficer(ports.store, officerId);
  if (known === null) return fail('officer/unknown');
  const { name, role, unitId, pinSetAtMs = 0 } = known;
  return ok(await tellWithNewPin(ports, { officerId, name, role, unitId }, pinSetAtMs));
};

/** Tells every tablet that somebody works there no more. What they recorded stays. */
export const removeOfficer = async (
  { store }: ServicePorts,
  officerId: string,
): Promise<Result<KnownOfficer, 'officer/unknown'>> => {
  const known = await findOfficer(store, officerId);
  if (known === null) return fail('officer/unknown');
  const body = { officerId };
  const line = { kind: 'officer.removed', audience: known.unitId, body };
  const units = await unitsOf(store, known);
  await store.transact(async (tx) => {
    for (const unitId of units) await tx.removeAccount(unitId, officerId);
    await tx.appendFeed('reference', [line]);
  });
  return ok(known);
};

const unitsOf = async (
  store: StoreReader,
  { unitId }: Pick<Officer, 'unitId'>,
): Promise<string[]> => {
  const units = (await store.listUnits()).map((unit) => unit.unitId);
  return unitId === null ? units : units.filter((known) => known === unitId);
};

type PreparedPin = OneTimePin & {
  readonly pinSetAtMs: number;
  /** By unit; used where the unit has none yet. */
  readonly freshKeys: ReadonlyMap<string, string>;
} & Pick<Awaited<ReturnType<typeof derivePinKeys>>, 'wrap' | 'signInKey'>;

/** What takes long, before anything is written. */
const preparePin = async (
  { store, clock, random }: ServicePorts,
  officer: KnownOfficer,
  formerSetAtMs: number,
): Promise<PreparedPin> => {
  const pin = mintPin(random);
  const { wrap, signInKey } = await derivePinKeys(pin, random);
  // Later than what it replaces, whatever the clocks say.
  const pinSetAtMs = Math.max(clock(), formerSetAtMs + 1);
  const units = await unitsOf(store, officer);
  const freshKeys = new Map(units.map((unitId) => [unitId, bytesToHex(random(unitKeyBytes))]));
  return { officer, pin, wrap, signInKey, pinSetAtMs, freshKeys };
};

const tellPin = async (
  tx: StoreTransactor,
  { officer, wrap, signInKey, pinSetAtMs, freshKeys }: PreparedPin,
): Promise<void> => {
  const lines: NewFeedLine[] = [];
  for (const [unitId, key] of freshKeys) {
    const unitKey = hexToBytes(await keptUnitKey(tx, unitId, key));
    const unlock = await wrap(unitKey, unitId);
    // Who serves the whole city cannot choose another one: no tablet has every unit's key.
    const once = officer.unitId !== null && ({ mustChangePin: true } as const);
    const body: Officer = { ...officer, unlock, pinSetAtMs, ...once };
    const { officerId, role } = officer;
    await tx.putAccount({ unitId, officerId, role, signInKey });
    lines.push({ kind: 'officer', audience: unitId, body });
  }
  await tx.appendFeed('reference', lines);
};

const tellWithNewPin = async (
  ports: ServicePorts,
  officer: KnownOfficer,
  formerSetAtMs: number,
): Promise<OneTimePin> => {
  const prepared = await preparePin(ports, officer, formerSetAtMs);
  await ports.store.transact((tx) => tellPin(tx, prepared));
  return { officer, pin: prepared.pin };
};

const keptUnitKey = async (tx: StoreTransactor, unitId: string, fresh: string): Promise<string> => {
  await tx.keepUnitKey(unitId, fresh);
  return (await tx.unitKey(unitId)) ?? fresh;
};

/** Of what anybody would choose first, none. */
const mintPin = (random: ServicePorts['random']): string => {
  for (;;) {
    // 250 of 256 values, so that every digit is as likely.
    const digits = [...random(4 * oneTimePinDigits)].filter((byte) => byte < 250);
    const pin = digits
      .slice(0, oneTimePinDigits)
      .map((byte) => byte % 10)
      .join('');
    if (pin.length === oneTimePinDigits && judgePin(pin) === null) return pin;
  }
};
