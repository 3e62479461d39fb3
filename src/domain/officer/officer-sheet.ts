import { foldText } from '../core/folded-text.ts';
import { officerSchema, roleSchema, type Officer, type Role } from './officer.ts';

/** Who somebody is and where, without anything that opens a tablet. */
export type KnownOfficer = Pick<Officer, 'officerId' | 'name' | 'role' | 'unitId'>;

/** Columns of the spreadsheet of people, in order, by the words of its first row. */
export const officerColumns = {
  officerId: 'Mã cán bộ',
  name: 'Họ và tên',
  role: 'Vai trò',
  unitId: 'Mã đơn vị',
} as const;
type OfficerColumn = keyof typeof officerColumns;

const columnKeys = Object.keys(officerColumns) as OfficerColumn[];

const wordByRole: Readonly<Record<Role, string>> = {
  'scanning-officer': 'Quét mã',
  'paper-officer': 'Phiếu giấy',
  supervisor: 'Phụ trách ca',
  'health-desk': 'Bàn y tế',
  tracer: 'Truy vết',
  'report-desk': 'Trực phản ánh',
  'command-post': 'Chỉ huy',
  administrator: 'Quản trị',
};

/** In the place of a unit: somebody who serves all of them. */
const wholeCity = 'Toàn thành phố';

type OfficerFaultCode =
  | 'officers/no-headings'
  | 'officers/no-rows'
  | 'officers/too-many'
  | 'officers/missing'
  | 'officers/bad-id'
  | 'officers/same-id'
  | 'officers/too-long'
  | 'officers/bad-role'
  | 'officers/unknown-unit'
  | 'officers/known-otherwise';

/** What is wrong with one cell. */
type OfficerFault = {
  readonly code: OfficerFaultCode;
  /** As the spreadsheet numbers it: the headings are row 1. */
  readonly row: number;
  /** Null: the row or the sheet as a whole. */
  readonly column: OfficerColumn | null;
  readonly text: string;
};

/** More people than any city's checkpoints have; each is given a PIN, which takes its time. */
const mostOfficers = 10_000;
const longestName = 80;

/** Letters and digits only: a comma or a capital matters to nobody. */
const plain = (text: string): string => foldText(text).replace(/[^a-z0-9]/g, '');

const columnOfHeading = (heading: string): OfficerColumn | null =>
  columnKeys.find((key) => plain(officerColumns[key]) === plain(heading)) ?? null;

const roleOfWord = (word: string): Role | null =>
  roleSchema.options.find((role) =>
    [role, wordByRole[role]].some((known) => plain(known) === plain(word)),
  ) ?? null;

/** Headings, then one row each; what `parseOfficerRows` reads as the same people. */
export const officersToRows = (officers: readonly KnownOfficer[]): string[][] => [
  Object.values(officerColumns),
  ...officers.map(({ officerId, name, role, unitId }) => [
    officerId,
    name,
    wordByRole[role],
    unitId ?? wholeCity,
  ]),
];

export type ParsedOfficers = {
  /** Of the rows without a fault, who is not known yet. */
  readonly added: readonly KnownOfficer[];
  /** How many are known as the sheet says. */
  readonly same: number;
  /** All of them, by row. */
  readonly faults: readonly OfficerFault[];
};

/**
 * Reads the rows of a spreadsheet of people; every fault is told, not only the first. Columns may stand in any
 * order. Who is known with another name, role or unit is a fault: a PIN opens one unit's tablets, so somebody
 * who moves is removed and added.
 */
export const parseOfficerRows = (
  rows: readonly (readonly string[])[],
  known: { readonly officers: readonly KnownOfficer[]; readonly unitIds: ReadonlySet<string> },
): ParsedOfficers => {
  const none = (code: OfficerFaultCode, column: OfficerColumn | null, text: string) => ({
    added: [],
    same: 0,
    faults: [{ code, row: 1, column, text }],
  });
  const columns = (rows[0] ?? []).map(columnOfHeading);
  const missing = columnKeys.find((key) => !columns.includes(key));
  if (missing !== undefined) return none('officers/no-headings', missing, '');
  const numbered = rows
    .map((cells, index) => ({ row: index + 1, cells }))
    .slice(1)
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (numbered.length === 0) return none('officers/no-rows', null, '');
  if (numbered.length > mostOfficers) {
    return none('officers/too-many', null, String(numbered.length));
  }
  const knownById = new Map(known.officers.map((officer) => [officer.officerId, officer]));
  const rowById = new Map<string, number>();
  const added: KnownOfficer[] = [];
  const faults: OfficerFault[] = [];
  let same = 0;
  for (const { row, cells } of numbered) {
    const told = cellsByColumn(columns, cells);
    const blame = (code: OfficerFaultCode, column: OfficerColumn, text = told[column]): void =>
      void faults.push({ code, row, column, text });
    const before = faults.length;
    for (const column of columnKeys) if (told[column] === '') blame('officers/missing', column);
    const { officerId } = told;
    if (officerId !== '' && !/^[A-Za-z0-9-]{1,40}$/.test(officerId)) {
      blame('officers/bad-id', 'officerId');
    }
    if (told.name.length > longestName) blame('officers/too-long', 'name');
    const role = roleOfWord(told.role);
    if (role === null && told.role !== '') blame('officers/bad-role', 'role');
    const unitId = plain(told.unitId) === plain(wholeCity) ? null : told.unitId;
    if (unitId !== null && unitId !== '' && !known.unitIds.has(unitId)) {
      blame('officers/unknown-unit', 'unitId');
    }
    const earlier = rowById.get(officerId);
    if (earlier !== undefined) {
      blame('officers/same-id', 'officerId', `${officerId} (${earlier})`);
    } else if (officerId !== '') rowById.set(officerId, row);
    if (faults.length > before || role === null) continue;
    const officer = { officerId, name: told.name, role, unitId };
    const former = knownById.get(officerId);
    if (former === undefined) added.push(officerSchema.parse(officer));
    else if (isSame(former, officer)) same += 1;
    else blame('officers/known-otherwise', 'officerId');
  }
  return { added, same, faults };
};

const isSame = (one: KnownOfficer, other: KnownOfficer): boolean =>
  one.name === other.name && one.role === other.role && one.unitId === other.unitId;

const cellsByColumn = (
  columns: readonly (OfficerColumn | null)[],
  cells: readonly string[],
): Record<OfficerColumn, string> => {
  const told = { officerId: '', name: '', role: '', unitId: '' };
  for (const [index, column] of columns.entries()) {
    if (column === null) continue;
    // What an export marked as no formula is read as it was.
    told[column] = (cells[index] ?? '')
      .normalize('NFC')
      .trim()
      .replace(/^'(?=[=+\-@])/, '');
  }
  return told;
};
