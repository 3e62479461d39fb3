import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { pushMediaType } from '#protocol/push.ts';
import { sqliteEngineOver } from '../../sync-server/store/sqlite.ts';
import { openDatabase } from '../../sync-server/store/sqlite/open-database.ts';
import { sampleLog } from '../contract/sample-log.ts';
import {
  onBoard,
  openWorld,
  push,
  pushBody,
  sendPush,
  temporaryDir,
} from '../contract/server-world.ts';
import { enrolAt } from '../support/enrol-at.ts';
import { signedHeaders } from '../support/test-signer.ts';
import { startServer } from '../support/server-process.ts';

const takeAway: Record<string, (path: string) => void> = {
  deleted: (path) => rmSync(path),
  'moved away': (path) => renameSync(path, `${path}.old`),
  replaced: (path) => {
    writeFileSync(`${path}.new`, '');
    renameSync(`${path}.new`, path);
  },
  'robbed of its write-ahead log': (path) => rmSync(`${path}-wal`),
};

const waysToLoseIt = Object.keys(takeAway);

describe('the ledger’s file', () => {
  it.each(waysToLoseIt)(
    '[LEDGER-16] that is %s under the server acknowledges nothing more and ends it',
    async (what) => {
      using dir = temporaryDir();
      const server = await startServer({ dataDir: dir.path });
      const tablet = await enrolAt(server.url);
      const entries = sampleLog(4);
      const target = '/api/v1/push';
      const send = (from: number) => {
        const body = new Uint8Array(pushBody(tablet, entries.slice(from, from + 2)));
        const signed = signedHeaders(tablet.signer, { method: 'POST', target, body });
        const headers = { ...signed, 'content-type': pushMediaType };
        return fetch(`${server.url}${target}`, { method: 'POST', headers, body });
      };
      expect((await send(0)).status).toBe(200);
      takeAway[what]?.(join(dir.path, 'chot.sqlite'));
      const answer = await send(2);
      expect(answer.status).toBe(503);
      expect(await answer.json()).toMatchObject({ problem: 'server/busy', retry: 'later' });
      const { exitCode, output } = await server.ended;
      expect(exitCode).toBe(1);
      expect(output).toMatch(/The ledger .*chot\.sqlite was deleted or replaced while/);
    },
  );
});

describe('a full disk', () => {
  it('[LEDGER-15] acknowledges nothing, harms nothing, and takes the same push when there is room', async () => {
    const database: DatabaseSync = openDatabase(':memory:');
    await using world = await openWorld({
      name: 'a database that can be full',
      inDir: async () => sqliteEngineOver(database),
    });
    const tablet = await world.enrol();
    const entries = sampleLog(200);
    await push(world.app, tablet, entries.slice(0, 20));
    const { page_count: pages } = database.prepare('PRAGMA page_count').get() ?? {};
    database.exec(`PRAGMA max_page_count = ${Number(pages)}`);
    const answer = await sendPush(world.app, tablet, entries.slice(20));
    expect(answer.json()).toMatchObject({ problem: 'server/busy', retry: 'later' });
    expect(await onBoard(world.app, tablet)).toMatchObject({ ackedThrough: 20 });
    database.exec('PRAGMA max_page_count = 1000000');
    expect((await push(world.app, tablet, entries.slice(20))).ackedThrough).toBe(200);
    expect(Object.values((await onBoard(world.app, tablet)).recordsByShift)).toEqual([100]);
  });
});
