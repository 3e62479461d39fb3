import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { describe, expect, it } from 'vitest';
import { firstLight } from '../../sync-server/store/migrations/0001-first-light.ts';
import { allMigrations } from '../../sync-server/store/migrations/all-migrations.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import type { Tables } from '../../sync-server/store/tables.ts';
import { bothEngines, type TestEngine } from './engines.ts';
import { arrived, custodyOf, device } from './sample-custody.ts';
import { idOf } from '../support/id-of.ts';
import { epoch, temporaryDir } from './server-world.ts';

/** A ledger as the first release left it: a log of three crossings, the last in quarantine. */
const leaveOldLedger = async ({ blankInDir }: TestEngine, dir: string): Promise<void> => {
  const engine = await blankInDir(dir);
  const db = new Kysely<Tables>({ dialect: engine.open().writing, plugins: engine.plugins });
  const provider = {
    getMigrations: async () => ({ '0001-first-light': firstLight(engine.columnTypes) }),
  };
  await new Migrator({ db, provider }).migrateToLatest();
  const { unitId, deviceId, name } = device;
  const log = { unit_id: unitId, log_id: custodyOf([]).logId };
  await db
    .insertInto('devices')
    .values({ unit_id: unitId, device_id: deviceId, name, token_hash: 'token', enrolled_at: 1 })
    .execute();
  await db
    .insertInto('logs')
    .values({
      ...log,
      device_id: deviceId,
      acked_through: 3,
      digest: 'digest',
      reported_depth: 0,
      reported_records: 0,
      forked: 0,
    })
    .execute();
  for (const position of [1, 2, 3]) {
    const { entryId, hash, frame, kind, subjectId, shiftId } = arrived(position);
    await db
      .insertInto('entries')
      .values({
        ...log,
        position,
        entry_id: entryId,
        hash,
        frame,
        kind,
        subject_id: subjectId,
        shift_id: shiftId,
        status: position === 3 ? 'quarantined' : 'applied',
        received_at: 1,
      })
      .execute();
    if (position === 3) continue;
    await db
      .insertInto('records')
      .values({ ...log, position, record_id: idOf('subject', position), shift_id: 'shift' })
      .execute();
  }
  await db.destroy();
};

describe.each(bothEngines)('a ledger of the first release on $name', (engine) => {
  it('[LEDGER-17] is counted when it is opened, once, and goes on', async () => {
    using dir = temporaryDir();
    await leaveOldLedger(engine, dir.path);
    const open = async () => openSqlStore(await engine.inDir(dir.path), epoch);
    await (await open()).close();
    const store = await open();
    const log = { unitId: device.unitId, logId: custodyOf([]).logId };
    expect(await store.findLog(log)).toMatchObject({ records: 3, quarantined: 1, skipped: 0 });
    await store.takeCustody(custodyOf([arrived(4)], { from: 4 }));
    expect(await store.findLog(log)).toMatchObject({ ackedThrough: 4, records: 4 });
    expect(await store.countRecords()).toEqual([
      { deviceId: device.deviceId, shiftId: 'shift', records: 3 },
    ]);
    await store.close();
  });

  it('[LEDGER-18] gets what later releases added when it was left in between, in the order of their numbers', async () => {
    using dir = temporaryDir();
    const between = await engine.blankInDir(dir.path);
    const db = new Kysely<Tables>({ dialect: between.open().writing, plugins: between.plugins });
    const provider = { getMigrations: async () => allMigrations(between.columnTypes) };
    const { error } = await new Migrator({ db, provider }).migrateTo('0014-referrals');
    expect(error).toBeUndefined();
    await db.destroy();
    const store = await openSqlStore(await engine.inDir(dir.path), epoch);
    expect(await store.countOpenReports()).toBe(0);
    expect(await store.listBulletins(1)).toEqual([]);
    expect(await store.listUnreadForFacts()).toEqual([]);
    await store.close();
    const names = Object.keys(allMigrations(between.columnTypes));
    expect(names).toEqual(names.toSorted());
  });
});
