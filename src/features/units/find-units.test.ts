import { expect, it } from 'vitest';
import type { Unit } from '#domain/unit/unit.ts';
import { findUnits, toSearchable } from './find-units.ts';

const unit = (unitId: string, name: string, district: string): Unit => ({
  unitId,
  kind: unitId.startsWith('tt') ? 'patrol-team' : 'city-checkpoint',
  name,
  district,
  facing: 'Hà Nam',
});
const units = toSearchable([
  unit('hn-15', 'Cầu Đồng Quang - đường 87A', 'Ba Vì'),
  unit('hn-16', 'Ngã tư Sở', 'Đống Đa'),
  unit('tt-016', 'Tổ tuần tra 16', 'Đống Đa'),
]);

it('[UNIT-10] a unit is found by the beginnings of its words, with or without marks, and by kind', () => {
  const idsOf = (search: string, kind: Unit['kind'] | null = null) =>
    findUnits(units, search, kind).map(({ unitId }) => unitId);
  expect(idsOf('dong da')).toEqual(['hn-16', 'tt-016']);
  expect(idsOf('ĐỐNG ngã')).toEqual(['hn-16']);
  expect(idsOf('hn-15')).toEqual(['hn-15']);
  expect(idsOf('da', 'patrol-team')).toEqual(['tt-016']);
  expect(idsOf('  ')).toHaveLength(3);
  expect(idsOf('xyz')).toEqual([]);
});
