import { writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { sqliteEngine } from '../../sync-server/store/sqlite.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { join } from 'node:path';

/** A list of so many invented people, as an operator imports it. */
export const writeSubscribers = (file: string, count: number): void => {
  const lines = Array.from({ length: count }, (_, index) => `khach-${index}`);
  writeFileSync(file, ['recipient', ...lines].join('\n'));
};

/** Plans a message to everybody on the list of a server that stands still. */
export const planMessage = async (dataDir: string, perBatch: number): Promise<string> => {
  const store = await openSqlStore(sqliteEngine(join(dataDir, 'chot.sqlite')), randomUUID());
  const bulletinId = randomUUID();
  const epoch = await store.epoch();
  const message = { bulletinId, title: 'Dừng nhận xe khách', text: 'Từ 06:00 sáng mai.' };
  await store.transact((tx) =>
    tx.planSending({ ...message, begunAtMs: Date.now(), epoch, perBatch }),
  );
  await store.close();
  return bulletinId;
};
