import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { openTabletBrowser } from '../support/tablet-browser.ts';
import { freezeTree, killTree } from './process-tree.ts';
import type { Writer } from './writer.ts';

const rows = 60;
/** The profile belongs to an origin, so the same port again. */
const port = 47_613;

const servePage = async () => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<title>rows</title>');
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
};

const openRows = async (profile: string) => {
  for (const lock of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) {
    rmSync(join(profile, lock), { force: true });
  }
  const server = await servePage();
  const browser = await openTabletBrowser({ profile });
  await browser.page.goto(`http://127.0.0.1:${port}/`);
  server.closeAllConnections();
  server.close();
  return browser;
};

/** A page that keeps one row a transaction and says so when the transaction is complete. */
export const indexedDbWriter = (durability: 'strict' | 'relaxed'): Writer => ({
  name: `IndexedDB, ${durability}`,
  mustLose: durability === 'relaxed',
  begin: async (dir) => {
    const profile = join(dir, 'profile');
    mkdirSync(profile);
    const browser = await openRows(profile);
    return {
      writeUntilFrozen: async () => {
        const written = await browser.page.evaluate(writeRows, { rows, durability });
        freezeTree(browser.pid);
        return written;
      },
      kill: async () => killTree(browser.pid),
    };
  },
  count: async (dir) => {
    const browser = await openRows(join(dir, 'profile'));
    const found = await browser.page.evaluate(countRows);
    await browser.kill();
    return found;
  },
});

const writeRows = async (asked: {
  rows: number;
  durability: IDBTransactionDurability;
}): Promise<number> => {
  const opening = indexedDB.open('rows', 1);
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('rows'));
  await new Promise((resolve) => {
    opening.addEventListener('success', resolve);
  });
  for (let row = 1; row <= asked.rows; row += 1) {
    const { durability } = asked;
    const writing = opening.result.transaction('rows', 'readwrite', { durability });
    writing.objectStore('rows').put('x'.repeat(700), row);
    await new Promise((resolve) => {
      writing.addEventListener('complete', resolve);
    });
  }
  return asked.rows;
};

const countRows = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('rows', 1);
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('rows'));
    opening.addEventListener('error', () => reject(opening.error));
    opening.addEventListener('success', () => {
      const counting = opening.result.transaction('rows').objectStore('rows').count();
      counting.addEventListener('success', () => resolve(counting.result));
    });
  });
