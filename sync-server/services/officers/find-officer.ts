import { officerSchema, type Officer } from '#domain/officer/officer.ts';
import { knownChangeSchema } from '#protocol/pull.ts';
import type { StoreReader } from '../../store/store.ts';

const pageLines = 500;

/** Who is known on a unit's tablets now, by id: what its feed says, read to the end. */
export const readOfficersOf = async (
  store: StoreReader,
  unitId: string,
): Promise<Map<string, Officer>> => {
  const known = new Map<string, Officer>();
  const through = await store.feedHead('reference');
  for (let after = 0; after < through;) {
    const page = { scope: 'reference', audience: unitId, after, through, limit: pageLines };
    const lines = await store.readFeed(page);
    for (const line of lines) {
      const change = knownChangeSchema.safeParse(line);
      if (!change.success) continue;
      const { kind, body } = change.data;
      if (kind === 'officer') known.set(body.officerId, officerSchema.parse(body));
      if (kind === 'officer.removed') known.delete(body.officerId);
    }
    after = lines.length < pageLines ? through : (lines.at(-1)?.seq ?? through);
  }
  return known;
};

/** Null: nobody of this id works anywhere. */
export const findOfficer = async (
  store: StoreReader,
  officerId: string,
): Promise<Officer | null> => {
  for (const { unitId } of await store.listUnits()) {
    const found = (await readOfficersOf(store, unitId)).get(officerId);
    if (found !== undefined) return found;
  }
  return null;
};

/** Everybody, those of the whole city once. */
export const listOfficers = async (store: StoreReader): Promise<Officer[]> => {
  const byId = new Map<string, Officer>();
  for (const { unitId } of await store.listUnits()) {
    for (const [id, officer] of await readOfficersOf(store, unitId)) byId.set(id, officer);
  }
  return [...byId.values()];
};
