import { readSetting, writeSetting } from '../store/settings.ts';
import type { Tablet } from './tablet.ts';

/** Whoever stood there is gone long before so many more come. */
const remembered = 100;

/** Somebody has seen that this person does not match the registry, so that it rings no more. */
export const confirmUnmatched = (
  { db }: Pick<Tablet, 'db'>,
  declarationId: string,
): Promise<void> =>
  db.transaction('rw', db.settings, async () => {
    const seen = (await readSetting(db, 'unmatchedSeen')) ?? [];
    await writeSetting(db, 'unmatchedSeen', [...seen, declarationId].slice(-remembered));
  });
