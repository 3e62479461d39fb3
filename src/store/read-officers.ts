import { officerSchema, type Officer } from '#domain/officer/officer.ts';
import type { ChotDatabase } from './database.ts';
import { readSession } from './settings.ts';

/** Who may sign in on a unit's tablet: its own officers and those who serve the whole city, by name. */
export const readOfficers = async (db: ChotDatabase, unitId: string): Promise<Officer[]> => {
  const rows = await db.reference
    .where('[kind+id]')
    .between(['officer', ''], ['officer', '\uffff'])
    .toArray();
  return rows
    .map((row) => officerSchema.parse(row.body))
    .filter((officer) => officer.unitId === null || officer.unitId === unitId)
    .toSorted((left, right) => left.name.localeCompare(right.name, 'vi'));
};

export const readOfficer = async (db: ChotDatabase, officerId: string): Promise<Officer | null> => {
  const row = await db.reference.get(['officer', officerId]);
  return row === undefined ? null : officerSchema.parse(row.body);
};

/** Whether who is signed in has a PIN that was given for once. */
export const mustChangePin = async (db: ChotDatabase): Promise<boolean> => {
  const session = await readSession(db);
  const officer = session && (await readOfficer(db, session.officerId));
  return officer?.mustChangePin === true;
};
