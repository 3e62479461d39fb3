import { isUnsettled } from '../sync/core/tablet-log.ts';
import type { ChotDatabase } from './database.ts';
import type { SettingKey } from './setting.ts';

/** How the screen looks says nothing of anybody. */
const keptSettings: readonly SettingKey[] = ['theme', 'language'];

/**
 * Takes everything from this tablet, keys first among it, if the server holds every log to its end; in one
 * transaction, so that nothing can be saved in between. @returns false when something is still unsent
 */
export const eraseTablet = (db: ChotDatabase, nowMs: number): Promise<boolean> =>
  db.transaction('rw', db.tables, async () => {
    const logs = await db.logs.toArray();
    const carried = await db.parcels.where('state').equals('held').count();
    const isHeld =
      carried === 0 &&
      logs.every((log) => !isUnsettled(log) && log.trouble?.code !== 'digest/differs');
    if (!isHeld) return false;
    const kept = await db.settings.bulkGet([...keptSettings]);
    for (const table of db.tables) await table.clear();
    await db.settings.bulkPut([
      ...kept.filter((row) => row !== undefined),
      { key: 'erased', value: { atMs: nowMs } },
    ]);
    return true;
  });
