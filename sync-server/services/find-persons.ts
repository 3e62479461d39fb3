import { compactText as compact, digitsOf } from '#domain/core/folded-text.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import { visibleTo } from '#domain/officer/visible-fields.ts';
import type { PersonFound, PersonSearch, PersonSearchResponse } from '#protocol/persons.ts';
import type { OfficerSession } from '../store/officer-account.ts';
import { findRecords, type FoundRecord, type WrittenFields } from './find-records.ts';
import { termOf, wordsOf, type HashTerm } from './search-terms.ts';
import type { ServicePorts } from './service-ports.ts';

type FindPorts = Pick<ServicePorts, 'store' | 'openFrame' | 'clock'> & {
  readonly hashTerm: HashTerm;
};

const mostFound = 50;
/** No tablet that has spoken to the server is further ahead; earlier arrivals are of earlier crossings. */
const mostAheadMs = 86_400_000;

/**
 * Looks people up on behalf of an officer, and notes that it was done: of the own unit for who serves on
 * one, of the whole city for who serves the city. It opens what the units sent, unit by unit.
 */
export const findPersons = async (
  ports: FindPorts,
  officer: OfficerSession,
  search: PersonSearch,
): Promise<PersonSearchResponse> => {
  const { store, clock } = ports;
  const found: PersonFound[] = [];
  for (const unitId of await unitsOf(ports, officer)) {
    const receivedSinceMs = search.fromMs - mostAheadMs;
    const stored = await store.listEntries({ unitId, status: 'applied', receivedSinceMs });
    const records = await findRecords(ports, stored, (written) => isMeant(written, search.who));
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
      term: ports.hashTerm(termOf(search.who)),
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

const tellIfMeant = (
  { role }: OfficerSession,
  record: FoundRecord,
  { who, fromMs, throughMs }: PersonSearch,
): PersonFound[] => {
  const { declaration, crossing, recordId, unitId, atMs } = record;
  if (atMs < fromMs || atMs > throughMs) return [];
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

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Of a declaration, or of some of its fields. */
const isMeant = (written: WrittenFields, who: PersonSearch['who']): boolean => {
  const anyOf = (
    keys: readonly (keyof Declaration)[],
    plain: (text: string) => string,
    it: string,
  ) => keys.some((key) => textOf(written[key]) !== '' && plain(textOf(written[key])) === plain(it));
  if ('number' in who) return anyOf(['docNumber', 'oldDocNumber', 'bhyt'], compact, who.number);
  if ('phone' in who) return anyOf(['phone', 'proxy.phone'], digitsOf, who.phone);
  if ('plate' in who) return anyOf(['move.plate'], compact, who.plate);
  const words = wordsOf(textOf(written['fullName']));
  return wordsOf(who.name).every((word) => words.includes(word));
};
