import { setImmediate as breathe } from 'node:timers/promises';
import { digitsOf, foldText } from '#domain/core/folded-text.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { Entry } from '#domain/log/entry.ts';
import { parseEntry } from '#domain/log/entry-codec.ts';
import { correctedMs } from '#domain/matching/kin.ts';
import { foldRecords, type MergedRecord } from '#domain/merge/fold-records.ts';
import { visibleTo } from '#domain/officer/visible-fields.ts';
import type { PersonFound, PersonSearch, PersonSearchResponse } from '#protocol/persons.ts';
import type { OfficerSession } from '../store/officer-account.ts';
import type { ServicePorts } from './service-ports.ts';

const mostFound = 50;
/** Entries opened before other requests get their turn. */
const atOnce = 200;

/**
 * Looks people up on behalf of an officer, and notes that it was done: of the own unit for who serves on
 * one, of the whole city for who serves the city. It opens what the units sent, unit by unit.
 */
export const findPersons = async (
  ports: Pick<ServicePorts, 'store' | 'openFrame' | 'clock'>,
  officer: OfficerSession,
  search: PersonSearch,
): Promise<PersonSearchResponse> => {
  const { store, clock } = ports;
  const found: PersonFound[] = [];
  for (const unitId of await unitsOf(ports, officer)) {
    const records = foldRecords(await openEntries(ports, unitId)).records;
    found.push(...records.flatMap((record) => tellIfMeant(officer, record, search)));
  }
  const told = found.toSorted((one, other) => other.atMs - one.atMs).slice(0, mostFound);
  const { officerId, role, unitId, deviceId } = officer;
  const [way] = Object.keys(search.who);
  await store.transact((tx) =>
    tx.appendAudit({
      atMs: clock(),
      officerId,
      role,
      unitId,
      deviceId,
      deed: `look-up-by-${way}`,
      subjects: told.map(({ recordId }) => recordId),
    }),
  );
  return { nonce: search.nonce, found: told, more: told.length < found.length };
};

/** A supervisor answers for one unit; the others who may look up serve the city. */
const unitsOf = async (
  { store }: Pick<ServicePorts, 'store'>,
  { role, unitId }: OfficerSession,
): Promise<string[]> =>
  role === 'supervisor' ? [unitId] : (await store.listUnits()).map((unit) => unit.unitId);

const openEntries = async (
  { store, openFrame }: Pick<ServicePorts, 'store' | 'openFrame'>,
  unitId: string,
): Promise<Entry[]> => {
  const entries: Entry[] = [];
  for (const [index, { frame }] of (
    await store.listEntries({ unitId, status: 'applied' })
  ).entries()) {
    if (index % atOnce === atOnce - 1) await breathe();
    const opened = openFrame(frame);
    const entry = opened.ok ? parseEntry(opened.value) : opened;
    if (entry.ok) entries.push(entry.value);
  }
  return entries;
};

const tellIfMeant = (
  { role }: OfficerSession,
  record: MergedRecord,
  { who, fromMs, throughMs }: PersonSearch,
): PersonFound[] => {
  const { declaration, crossing, recordId, unitId } = record;
  const atMs = correctedMs({ wall: record.wallMs });
  if (declaration === null || atMs < fromMs || atMs > throughMs) return [];
  if (!isMeant(declaration.data, who)) return [];
  return [
    {
      recordId,
      unitId,
      atMs,
      isVoid: crossing.voiding !== null,
      declaration: visibleTo(role, declaration.data),
      crossing: visibleTo(role, crossing.data),
    },
  ];
};

const compact = (text: string): string => foldText(text).replace(/[^a-z0-9]/g, '');

const isMeant = (declaration: Declaration, who: PersonSearch['who']): boolean => {
  if ('number' in who) {
    const { docNumber = '', oldDocNumber = '', bhyt = '' } = declaration;
    return [docNumber, oldDocNumber, bhyt].some((one) => compact(one) === compact(who.number));
  }
  if ('phone' in who) {
    const { phone = '', 'proxy.phone': ofProxy = '' } = declaration;
    return [phone, ofProxy].some((one) => digitsOf(one) === digitsOf(who.phone));
  }
  if ('plate' in who) return compact(declaration['move.plate'] ?? '') === compact(who.plate);
  const words = foldText(declaration.fullName).split(' ');
  return foldText(who.name)
    .split(' ')
    .every((word) => words.includes(word));
};
