import { createHash } from 'node:crypto';
import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { describe, expect, it } from 'vitest';
import {
  auditNewestResponseSchema,
  auditResponseSchema,
  auditVerifyResponseSchema,
} from '#protocol/audit.ts';
import { personSearchResponseSchema, type PersonSearch } from '#protocol/persons.ts';
import { protocolVersion } from '#protocol/version.ts';
import { sessionHeader } from '#protocol/session.ts';
import { auditHash, auditRoot, followAudit } from '../../sync-server/store/audit-chain.ts';
import { allMigrations } from '../../sync-server/store/migrations/all-migrations.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import type { Tables } from '../../sync-server/store/tables.ts';
import { verifyAudit } from '../../sync-server/services/tell-audit.ts';
import { bothEngines } from './engines.ts';
import { codeNow, seedOfficer, tokenOf } from './officer-world.ts';
import { sampleLog } from './sample-log.ts';
import {
  epoch,
  openWorld,
  push,
  temporaryDir,
  type ServerWorld,
  type Tablet,
} from './server-world.ts';

const nobody = { officerId: 'cb-01', role: 'tracer', unitId: null, deviceId: null } as const;

const ask = (
  world: ServerWorld,
  { deviceToken }: Tablet,
  token: string,
  url: string,
  body: object,
) =>
  world.app.inject({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${deviceToken}`, [sessionHeader]: token },
    payload: { protocol: protocolVersion, nonce: 'nonce-of-search', ...body },
  });

const search = async (
  world: ServerWorld,
  tablet: Tablet,
  token: string,
  who: PersonSearch['who'],
) => {
  const span = { fromMs: Date.UTC(2021, 6, 1), throughMs: Date.UTC(2021, 6, 31) };
  const answer = await ask(world, tablet, token, '/api/v1/persons/search', { who, ...span });
  return personSearchResponseSchema.parse(answer.json());
};

describe.each(bothEngines)('who looked at whose data, on $name', (engine) => {
  it('[AUDIT-1] each look-up is a line in the chain that names the records and nobody’s data', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    await push(world.app, tablet, sampleLog(6));
    const officer = await seedOfficer(world, 'hn-01', 'supervisor');
    const token = await tokenOf(world, tablet, officer, { code: codeNow() });
    const { found } = await search(world, tablet, token, { name: 'nguyen' });
    const lines = await world.store.listAudit(0, 10);
    expect(lines).toMatchObject([
      {
        seq: 1,
        officerId: officer,
        role: 'supervisor',
        deviceId: tablet.deviceId,
        deed: 'look-up-by-name',
      },
    ]);
    expect(lines[0]?.subjects).toEqual(found.map(({ recordId }) => recordId));
    expect(JSON.stringify(lines)).not.toMatch(/nguyen/i);
    expect(await verifyAudit(world)).toEqual({ seq: 1, hash: lines[0]?.hash });
  });

  it('[AUDIT-5] whoever looked a person up is found by what was typed, which the lines do not tell', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const supervisor = await seedOfficer(world, 'hn-01', 'supervisor');
    const token = await tokenOf(world, tablet, supervisor, { code: codeNow() });
    const administrator = await seedOfficer(world, 'hn-01', 'administrator');
    const admin = await tokenOf(world, tablet, administrator, { code: codeNow() });
    const searches: readonly PersonSearch['who'][] = [
      { number: '001190012345' },
      { phone: '+84912345678' },
      { plate: '29X1-123.45' },
      { name: 'Nguyễn Thị Hoa' },
      { number: '001190099999' },
    ];
    for (const who of searches) await search(world, tablet, token, who);
    const newest = async (filter: object) => {
      const body = { before: null, ...filter };
      const answer = await ask(world, tablet, admin, '/api/v1/audit/newest', body);
      return auditNewestResponseSchema.parse(answer.json()).lines.map(({ seq }) => seq);
    };
    expect(await newest({})).toEqual([5, 4, 3, 2, 1]);
    expect(await newest({ searched: '001 190 012345' })).toEqual([1]);
    expect(await newest({ searched: '0912 345 678' })).toEqual([2]);
    expect(await newest({ searched: '29x1 12345' })).toEqual([3]);
    expect(await newest({ searched: 'hoa nguyen thi' })).toEqual([4]);
    expect(await newest({ searched: '001190011111' })).toEqual([]);
    expect(await newest({ deed: 'look-up-by-number' })).toEqual([5, 1]);
    expect(await newest({ deed: 'look-up-by-number', before: 5 })).toEqual([1]);
    expect(await newest({ officerId: administrator })).toEqual([]);
    const kept = JSON.stringify(await world.store.listAudit(0, 10));
    expect(kept).not.toMatch(/0011900|912345678|12345"|hoa/i);
    // Nor by trying: the hash is not one that anybody without the server's key can make.
    for (const guess of ['001190012345', 'number 001190012345']) {
      expect(kept).not.toContain(createHash('sha256').update(guess).digest('hex'));
    }
    const verified = await ask(world, tablet, admin, '/api/v1/audit/verify', {});
    expect(auditVerifyResponseSchema.parse(verified.json())).toMatchObject({
      head: { seq: 5 },
      brokenAt: null,
    });
  });

  it('[AUDIT-2] no line can be changed or deleted in the database, and one that was forged shows', async () => {
    using dir = temporaryDir();
    const store = await openSqlStore(await engine.inDir(dir.path), epoch);
    for (const deed of ['one', 'two', 'three']) {
      await store.transact((tx) => tx.appendAudit({ ...nobody, atMs: 1, deed, subjects: [] }));
    }
    const lines = await store.listAudit(0, 10);
    const root = { seq: 0, hash: auditRoot };
    expect(followAudit(root, lines)).toEqual({ seq: 3, hash: lines[2]?.hash });
    const cut = lines.filter(({ seq }) => seq !== 2);
    expect(followAudit(root, cut)).toEqual({ brokenAt: 2 });
    const forged = lines.map((line) => (line.seq === 2 ? { ...line, officerId: 'cb-02' } : line));
    expect(followAudit(root, forged)).toEqual({ brokenAt: 2 });
    expect(await verifyAudit({ store })).toMatchObject({ seq: 3 });
    await store.close();

    const { plugins, open } = await engine.inDir(dir.path);
    const db = new Kysely<Tables>({ dialect: open().writing, plugins });
    for (const deed of [
      db.updateTable('audit_lines').set({ deed: 'none' }),
      db.deleteFrom('audit_lines'),
    ]) {
      await expect(deed.execute()).rejects.toThrow(/only added to/);
    }
    // Lines cut off behind the end are missed by the head that was noted down.
    await db
      .updateTable('audit_head')
      .set({ seq: 2, hash: lines[1]?.hash ?? '' })
      .execute();
    await db.destroy();
    const reopened = await openSqlStore(await engine.inDir(dir.path), epoch);
    expect(await verifyAudit({ store: reopened })).toEqual({ brokenAt: 4 });
    await reopened.close();
  });

  it('[AUDIT-2] the chain of a database from before searches were noted goes on', async () => {
    using dir = temporaryDir();
    const { columnTypes, plugins, open } = await engine.blankInDir(dir.path);
    const db = new Kysely<Tables>({ dialect: open().writing, plugins });
    const migrations = Object.entries(allMigrations(columnTypes));
    const before = Object.fromEntries(migrations.filter(([name]) => name < '0009'));
    const provider = { getMigrations: async () => before };
    const { error } = await new Migrator({ db, provider }).migrateToLatest();
    expect(error).toBeUndefined();
    const note = { ...nobody, seq: 1, atMs: 1, deed: 'look-up-by-name', subjects: [] };
    const hash = auditHash(auditRoot, { ...note, term: null });
    await sql`insert into audit_lines (seq, at, officer_id, role, unit_id, device_id, deed, subjects, hash)
      values (1, 1, ${note.officerId}, ${note.role}, null, null, ${note.deed}, '[]', ${hash})`.execute(
      db,
    );
    await db.updateTable('audit_head').set({ seq: 1, hash }).execute();
    await db.destroy();

    const store = await openSqlStore(await engine.inDir(dir.path), epoch);
    await store.transact((tx) =>
      tx.appendAudit({ ...nobody, atMs: 2, deed: 'two', term: 'ab', subjects: [] }),
    );
    expect(await verifyAudit({ store })).toMatchObject({ seq: 2 });
    await store.close();
  });

  it('[AUDIT-3] the administrator reads it page by page, each page proven against the one before', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const officer = await seedOfficer(world, 'hn-01', 'administrator');
    const token = await tokenOf(world, tablet, officer, { code: codeNow() });
    const noted = 620;
    await world.store.transact(async (tx) => {
      for (let index = 0; index < noted; index += 1) {
        await tx.appendAudit({
          ...nobody,
          atMs: index,
          deed: 'look-up-by-number',
          subjects: [],
        });
      }
    });
    let after = 0;
    // To read it from the start is to take it along, and that is noted first.
    for (const size of [500, 121, 0]) {
      const answer = await ask(world, tablet, token, '/api/v1/audit', { after });
      const page = auditResponseSchema.parse(answer.json());
      expect(page.lines).toHaveLength(size);
      expect(page.brokenAt).toBeNull();
      expect(page.head.seq).toBe(noted + 1);
      after = page.lines.at(-1)?.seq ?? after;
    }
  });

  it('[ROLE-5] health answers are told to the roles that need them, and another unit’s people only to the city’s', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol('hn-02');
    await push(world.app, await world.enrol('hn-01'), sampleLog(6));
    const roles = ['supervisor', 'tracer', 'health-desk'] as const;
    const told: Record<string, number> = {};
    const health: Record<string, boolean> = {};
    for (const role of roles) {
      const officer = await seedOfficer(world, 'hn-02', role);
      const token = await tokenOf(world, tablet, officer, { code: codeNow() });
      const { found } = await search(world, tablet, token, { name: 'nguyen' });
      told[role] = found.length;
      health[role] = found.some(({ declaration }) => 'epi.anySymptom' in declaration);
    }
    expect(told['supervisor']).toBe(0);
    expect(told['tracer']).toBeGreaterThan(0);
    expect(health).toEqual({ supervisor: false, tracer: false, 'health-desk': true });
  });
});
