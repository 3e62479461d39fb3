import { toPosition } from './position.ts';
import { columnOfHeading, kindOfWord, type UnitColumn } from './unit-sheet.ts';
import { unitToSetSchema, type Unit } from './unit.ts';

export type UnitFaultCode =
  | 'units/no-headings'
  | 'units/no-rows'
  | 'units/too-many'
  | 'units/missing'
  | 'units/bad-id'
  | 'units/same-id'
  | 'units/bad-kind'
  | 'units/too-long'
  | 'units/bad-lanes'
  | 'units/bad-time'
  | 'units/half-hours'
  | 'units/bad-position';

/** What is wrong with one cell. */
export type UnitFault = {
  readonly code: UnitFaultCode;
  /** As the spreadsheet numbers it: the headings are row 1. */
  readonly row: number;
  /** Null: the row or the sheet as a whole. */
  readonly column: UnitColumn | null;
  /** What stands there. */
  readonly text: string;
};

export type ParsedUnits = {
  /** Of the rows without a fault. */
  readonly units: readonly Unit[];
  /** All of them, by row. */
  readonly faults: readonly UnitFault[];
};

/** More units than any city has; a longer list is another file than was meant. */
const mostUnits = 5000;
const longest = { name: 120, district: 60, facing: 60, agency: 120 } as const;
const needed: readonly UnitColumn[] = ['unitId', 'kind', 'name'];

/**
 * Reads the rows of a spreadsheet of units; every fault is told, not only the first. Columns may stand in any
 * order, and those that nobody knows are left alone.
 */
export const parseUnitRows = (rows: readonly (readonly string[])[]): ParsedUnits => {
  const columns = (rows[0] ?? []).map(columnOfHeading);
  const missing = needed.filter((key) => !columns.includes(key));
  if (missing.length > 0) {
    const faults = missing.map((column) => fault('units/no-headings', 1, column, ''));
    return { units: [], faults };
  }
  const numbered = rows
    .map((cells, index) => ({ row: index + 1, cells }))
    .slice(1)
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (numbered.length === 0) return { units: [], faults: [fault('units/no-rows', 1, null, '')] };
  if (numbered.length > mostUnits) {
    const text = String(numbered.length);
    return { units: [], faults: [fault('units/too-many', 1, null, text)] };
  }
  const units: Unit[] = [];
  const faults: UnitFault[] = [];
  const rowById = new Map<string, number>();
  for (const { row, cells } of numbered) {
    const told = readRow(row, cellsByColumn(columns, cells));
    const earlier = rowById.get(told.unitId);
    if (earlier !== undefined) {
      faults.push(fault('units/same-id', row, 'unitId', `${told.unitId} (${earlier})`));
    }
    if (told.unitId !== '' && earlier === undefined) rowById.set(told.unitId, row);
    faults.push(...told.faults);
    if (told.unit !== null && earlier === undefined) units.push(told.unit);
  }
  return { units, faults };
};

const fault = (
  code: UnitFaultCode,
  row: number,
  column: UnitColumn | null,
  text: string,
): UnitFault => ({ code, row, column, text });

const cellsByColumn = (
  columns: readonly (UnitColumn | null)[],
  cells: readonly string[],
): ReadonlyMap<UnitColumn, string> =>
  new Map(
    columns.flatMap((column, index) => {
      // What an export marked as no formula is read as it was.
      const text = (cells[index] ?? '')
        .normalize('NFC')
        .trim()
        .replace(/^'(?=[=+\-@])/, '');
      return column === null ? [] : [[column, text] as const];
    }),
  );

type RowRead = {
  readonly unitId: string;
  readonly unit: Unit | null;
  readonly faults: readonly UnitFault[];
};

const readRow = (row: number, cells: ReadonlyMap<UnitColumn, string>): RowRead => {
  const faults: UnitFault[] = [];
  const at = (column: UnitColumn): string => cells.get(column) ?? '';
  const blame = (code: UnitFaultCode, column: UnitColumn): undefined => {
    faults.push(fault(code, row, column, at(column)));
    return undefined;
  };
  const unitId = at('unitId');
  for (const column of needed) if (at(column) === '') blame('units/missing', column);
  if (unitId !== '' && !/^[A-Za-z0-9-]{1,40}$/.test(unitId)) blame('units/bad-id', 'unitId');
  for (const [column, most] of Object.entries(longest) as [keyof typeof longest, number][]) {
    if (at(column).length > most) blame('units/too-long', column);
  }
  const kind = kindOfWord(at('kind'));
  if (kind === null && at('kind') !== '') blame('units/bad-kind', 'kind');
  const lanes = at('lanes') === '' ? undefined : readLanes(at('lanes'));
  if (lanes === null) blame('units/bad-lanes', 'lanes');
  const from = at('from') === '' ? undefined : readClock(at('from'));
  const until = at('until') === '' ? undefined : readClock(at('until'));
  if (from === null) blame('units/bad-time', 'from');
  if (until === null) blame('units/bad-time', 'until');
  if ((from === undefined) !== (until === undefined)) {
    blame('units/half-hours', from === undefined ? 'from' : 'until');
  }
  const isPlaced = at('lat') !== '' || at('lon') !== '';
  const position = isPlaced
    ? toPosition(readDegrees(at('lat')), readDegrees(at('lon')))
    : undefined;
  if (position === null) blame('units/bad-position', 'lat');
  if (faults.length > 0) return { unitId, unit: null, faults };
  const unit = unitToSetSchema.parse({
    unitId,
    kind,
    name: at('name'),
    district: at('district'),
    facing: at('facing'),
    ...(at('agency') !== '' && { agency: at('agency') }),
    ...(lanes != null && { lanes }),
    ...(from != null && until != null && { hours: { from, until } }),
    ...(position != null && { position }),
  });
  return { unitId, unit, faults };
};

const readLanes = (text: string): number | null => {
  const lanes = Number(text);
  return /^\d{1,2}$/.test(text) && lanes >= 1 && lanes <= 20 ? lanes : null;
};

/** 6:00, 06:00, 6h, 6h30, and the fraction of a day that spreadsheets keep; 24:00 is midnight. */
const readClock = (text: string): string | null => {
  const fraction = /^0?[.,]\d+$|^[01]$/.test(text) ? Number(text.replace(',', '.')) : null;
  if (fraction !== null) return toClock(Math.round(fraction * 1440));
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:hg](\d{2})?)?(?::\d{2})?$/i.exec(text) ?? [];
  if (hour === undefined) return null;
  const minutes = Number(hour) * 60 + Number(minute || 0);
  return Number(minute || 0) < 60 && minutes <= 1440 ? toClock(minutes) : null;
};

const toClock = (minutes: number): string => {
  const ofDay = minutes % 1440;
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
};

/** A comma is how Vietnam writes a decimal point. */
const readDegrees = (text: string): number =>
  /^-?\d{1,3}([.,]\d{1,12})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
