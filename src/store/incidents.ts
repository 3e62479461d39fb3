import type { Incident } from '#domain/log/incident.ts';
import type { ChotDatabase } from './database.ts';

/** Keeps what must never happen, once by its id. */
export const noteIncident = (db: ChotDatabase, incident: Incident): Promise<void> =>
  db.transaction('rw', db.incidents, async () => {
    const { incidentId } = incident;
    if ((await db.incidents.get(incidentId)) !== undefined) return;
    await db.incidents.add({ incidentId, incident, told: false });
  });

/** Those the server was not told of yet, oldest first. */
export const readUntold = async (db: ChotDatabase, limit: number): Promise<Incident[]> =>
  (await db.incidents.toArray())
    .filter(({ told }) => !told)
    .map(({ incident }) => incident)
    .toSorted((left, right) => left.wallMs - right.wallMs)
    .slice(0, limit);

export const noteTold = (db: ChotDatabase, incidentIds: readonly string[]): Promise<void> =>
  db.transaction('rw', db.incidents, async () => {
    const rows = await db.incidents.bulkGet([...incidentIds]);
    await db.incidents.bulkPut(
      rows.filter((row) => row !== undefined).map((row) => ({ ...row, told: true })),
    );
  });
