import type { IdentityChecked } from '#domain/identity/registry-check.ts';
import { readCursor } from '../store/apply-pull-page.ts';
import { readDevice } from '../store/read-device.ts';
import type { Tablet } from './tablet.ts';

/** What was answered at once about somebody kept here; the unit's feed says it again, and then that stands. */
export const noteAnswer = ({ db }: Pick<Tablet, 'db'>, body: IdentityChecked): Promise<void> =>
  db.transaction('rw', [db.reference, db.cursors, db.device], async () => {
    const device = await readDevice(db);
    const id = body.declarationId;
    if (device === null || (await db.reference.get(['identity', id])) !== undefined) return;
    const scope = `unit:${device.unitId}`;
    const { generation } = await readCursor(db, scope);
    await db.reference.put({ kind: 'identity', id, scope, generation, body });
  });
