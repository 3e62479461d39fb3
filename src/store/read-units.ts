import { unitSchema, type Unit } from '#domain/unit/unit.ts';
import type { ChotDatabase } from './database.ts';

export const readUnits = async (db: ChotDatabase): Promise<Unit[]> => {
  const rows = await db.reference
    .where('[kind+id]')
    .between(['unit', ''], ['unit', '\uffff'])
    .toArray();
  return rows.map((row) => unitSchema.parse(row.body));
};

export const readUnit = async (db: ChotDatabase, unitId: string): Promise<Unit | null> => {
  const row = await db.reference.get(['unit', unitId]);
  return row === undefined ? null : unitSchema.parse(row.body);
};
