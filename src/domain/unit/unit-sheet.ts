import { foldText } from '../core/folded-text.ts';
import { unitKinds, type Unit, type UnitKind } from './unit.ts';

/** Columns of the spreadsheet of units, in order, by the words of its first row. */
export const unitColumns = {
  unitId: 'Mã đơn vị',
  kind: 'Loại',
  name: 'Tên',
  district: 'Quận, huyện',
  facing: 'Hướng ra',
  agency: 'Cơ quan chủ trì',
  lanes: 'Số làn',
  from: 'Mở lúc',
  until: 'Đóng lúc',
  lat: 'Vĩ độ',
  lon: 'Kinh độ',
} as const;
export type UnitColumn = keyof typeof unitColumns;

export const columnKeys = Object.keys(unitColumns) as UnitColumn[];

export const wordByKind: Readonly<Record<UnitKind, string>> = {
  'city-checkpoint': 'Chốt thành phố',
  'district-checkpoint': 'Chốt quận, huyện',
  'patrol-team': 'Tổ tuần tra',
};

/** Letters and digits only: a comma or a capital in a heading matters to nobody. */
const plain = (text: string): string => foldText(text).replace(/[^a-z0-9]/g, '');

export const kindOfWord = (word: string): UnitKind | null =>
  unitKinds.find((kind) =>
    [kind, wordByKind[kind]].some((known) => plain(known) === plain(word)),
  ) ?? null;

export const columnOfHeading = (heading: string): UnitColumn | null =>
  columnKeys.find((key) => plain(unitColumns[key]) === plain(heading)) ?? null;

/** The sheet of these units: headings, then one row each; what `parseUnitRows` reads as the same units. */
export const unitsToRows = (units: readonly Unit[]): string[][] => [
  Object.values(unitColumns),
  ...units.map((unit) => {
    const cells: Readonly<Record<UnitColumn, string>> = {
      unitId: unit.unitId,
      kind: wordByKind[unit.kind],
      name: unit.name,
      district: unit.district,
      facing: unit.facing,
      agency: unit.agency ?? '',
      lanes: String(unit.lanes ?? ''),
      from: unit.hours?.from ?? '',
      until: unit.hours?.until ?? '',
      lat: String(unit.position?.lat ?? ''),
      lon: String(unit.position?.lon ?? ''),
    };
    return columnKeys.map((key) => cells[key]);
  }),
];
