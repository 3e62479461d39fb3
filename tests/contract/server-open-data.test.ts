import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/log/entry.ts';
import type { OpenRole } from '#domain/open/open-role.ts';
import { csvToRows } from '#domain/core/csv.ts';
import {
  openCrossingSchema,
  openPageSchema,
  openRecordSchema,
  openStatisticSchema,
  openUnitSchema,
} from '#protocol/open-data.ts';
import { problemSchema } from '#protocol/problem.ts';
import { openApiDocument } from '../../sync-server/http/open-api.ts';
import { noteCrossings } from '../../sync-server/services/facts/note-crossings.ts';
import { makeOpenKey, revokeOpenKey } from '../../sync-server/services/open/open-keys.ts';
import { sealAll } from '../support/sealing.ts';
import { bothEngines } from './engines.ts';
import { crossingEntry, declarationEntry, personalWords, pushedAt } from './sample-log.ts';
import { openWorld, push, serverNowMs, type ServerWorld } from './server-world.ts';

const day = '2021-07-25';

const person = (number: number): Entry[] => [
  declarationEntry(2 * number - 1),
  crossingEntry(2 * number),
];

/** Who reads, over what a tablet sent of so many people. */
const withReaders = async (world: ServerWorld, people: number) => {
  const tablet = await world.enrol();
  const entries = Array.from({ length: people }, (_, index) => person(index + 1)).flat();
  const placed = entries.map((entry, index) => pushedAt(index + 1, entry));
  await push(world.app, tablet, await sealAll(placed));
  await noteCrossings(world);
  let made = 0;
  const random = (size: number): Uint8Array => {
    made += 1;
    return new Uint8Array(size).fill(made);
  };
  const ports = { store: world.store, clock: () => serverNowMs, random };
  return {
    give: (role: OpenRole) => makeOpenKey(ports, { holder: 'Sở Y tế', role }),
    revoke: (keyId: string) => revokeOpenKey(ports, keyId),
    get: (path: string, key: string | null, query: Record<string, string> = { from: day }) =>
      world.app.inject({
        url: `/api/v1/open/${path}`,
        query,
        remoteAddress: '203.0.113.7',
        headers: key === null ? {} : { authorization: `Bearer ${key}` },
      }),
  };
};
const problemOf = (answer: { json: () => unknown }) => problemSchema.parse(answer.json()).problem;

describe.each(bothEngines)('the open data, on $name', (engine) => {
  it('[OPEN-2] is read by a key of a role, kept hashed, revocable, and every use is noted', async () => {
    await using world = await openWorld(engine);
    const { give, get, revoke } = await withReaders(world, 6);
    const { keyId, key } = await give('public');
    const units = openPageSchema(openUnitSchema).parse((await get('units', key)).json());
    expect(units.rows.map(({ unitId }) => unitId)).toEqual(['hn-01', 'hn-02', 'tt-01']);
    expect(problemOf(await get('crossings', key))).toBe('open-key/not-allowed');
    expect(problemOf(await get('records', key))).toBe('open-key/not-allowed');
    expect(problemOf(await get('units', null))).toBe('open-key/unknown');
    expect(problemOf(await get('units', `${key.slice(0, -1)}-`))).toBe('open-key/unknown');
    const noted = await world.store.listNewestAudit({ before: null, deed: 'open-units' }, 5);
    expect(noted).toMatchObject([{ officerId: `open-key:${keyId}`, role: 'public', subjects: [] }]);
    expect(JSON.stringify(await world.store.listOpenKeys())).not.toContain(key);
    expect(await revoke(keyId)).toEqual({ ok: true, value: keyId });
    expect(problemOf(await get('units', key))).toBe('open-key/unknown');
    expect(await revoke(keyId)).toEqual({ ok: false, error: 'open-key/unknown' });
  });

  it('[OPEN-3] tells counts and crossings without people, and of fewer than five nothing', async () => {
    await using world = await openWorld(engine);
    const { give, get } = await withReaders(world, 6);
    const { key } = await give('command-post');
    const told = openPageSchema(openStatisticSchema).parse((await get('statistics', key)).json());
    expect(told.cursor).toBeNull();
    const cells = told.rows.map(({ question, answer, crossings }) => [question, answer, crossings]);
    expect(cells).toContainEqual(['standing', 'counted', 6]);
    expect(cells).toContainEqual(['vehicle', 'motorbike', 6]);
    expect(cells).toContainEqual(['verdict', 'pass', 6]);
    const crossings = await get('crossings', key);
    const { rows } = openPageSchema(openCrossingSchema).parse(crossings.json());
    expect(rows).toHaveLength(6);
    expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(1);
    for (const body of [crossings.body, JSON.stringify(told)]) {
      for (const word of personalWords) expect(body).not.toContain(word);
    }
    await using few = await openWorld(engine);
    const reader = await withReaders(few, 4);
    const { key: other } = await reader.give('command-post');
    const hidden = await reader.get('statistics', other);
    for (const cell of openPageSchema(openStatisticSchema).parse(hidden.json()).rows) {
      expect(cell.crossings).toBeNull();
    }
    const none = await reader.get('crossings', other);
    expect(openPageSchema(openCrossingSchema).parse(none.json()).rows).toEqual([]);
  });

  it('[OPEN-4] tells of people by role, and notes whose record is told before it is', async () => {
    await using world = await openWorld(engine);
    const { give, get } = await withReaders(world, 3);
    const read = async (role: OpenRole) => {
      const { key, keyId } = await give(role);
      const page = await get('records', key);
      const { rows } = openPageSchema(openRecordSchema).parse(page.json());
      const lines = await world.store.listNewestAudit(
        { before: null, deed: 'open-records', officerId: `open-key:${keyId}` },
        5,
      );
      expect(lines.flatMap(({ subjects }) => subjects).toSorted()).toEqual(
        rows.map(({ recordId }) => recordId).toSorted(),
      );
      return rows;
    };
    const [traced] = await read('tracer');
    expect(traced).toMatchObject({ fullName: personalWords[0], phone: personalWords[1] });
    expect([traced?.anySymptom, traced?.contactCase]).toEqual([null, null]);
    const seen = await read('health-desk');
    expect(seen).toHaveLength(3);
    expect(seen[0]).toMatchObject({ anySymptom: false, contactCase: false });
  });

  it('[OPEN-5] is paged by cursor without a row lost or told twice, and streamed as the same rows', async () => {
    await using world = await openWorld(engine);
    const { give, get } = await withReaders(world, 130);
    const { key } = await give('tracer');
    for (const collection of ['units', 'statistics', 'crossings', 'records']) {
      const rows: unknown[] = [];
      let cursor: string | null = null;
      do {
        const query: Record<string, string> = { from: day, limit: '1' };
        const answer = await get(collection, key, { ...query, ...(cursor && { cursor }) });
        const page: { rows: unknown[]; cursor: string | null } = answer.json();
        rows.push(...page.rows);
        ({ cursor } = page);
      } while (cursor !== null);
      const stream = await get(collection, key, { from: day, format: 'ndjson' });
      const lines = stream.body
        .split('\n')
        .slice(0, -1)
        .map((line): unknown => JSON.parse(line));
      expect(lines).toEqual(rows);
      expect(new Set(rows).size).toBe(rows.length);
      const table = csvToRows((await get(collection, key, { from: day, format: 'csv' })).body);
      expect(table).toHaveLength(rows.length + 1);
      expect(table[0]).toEqual(Object.keys(rows[0] ?? {}));
    }
  });

  it('[OPEN-6] refuses what is no query, and a key that asks too often is told to wait', async () => {
    await using world = await openWorld(engine);
    const { give, get } = await withReaders(world, 1);
    const { key } = await give('public');
    const wrong = [
      { from: '2021-02-30' },
      { from: day, until: '2021-07-24' },
      { from: '2020-01-01', until: day },
      { cursor: 'bm90aGluZw' },
      { limit: '0' },
      { secret: '1' },
    ];
    for (const query of wrong) {
      expect(problemOf(await get('statistics', key, query as Record<string, string>))).toBe(
        'request/malformed',
      );
    }
    const answers = [];
    for (let times = 0; times < 60; times += 1) answers.push(await get('units', key));
    const busy = answers.filter(({ statusCode }) => statusCode === 503);
    expect(busy.length).toBeGreaterThan(0);
    expect(Number(busy[0]?.headers['retry-after'])).toBeGreaterThan(0);
    const { key: other } = await give('public');
    expect((await get('units', other)).statusCode).toBe(200);
  });
});

it('[OPEN-7] the published document is what the server answers by', async () => {
  const published: unknown = JSON.parse(readFileSync('docs/open-api.json', 'utf8'));
  expect(published).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  await using world = await openWorld();
  expect((await world.app.inject({ url: '/api/v1/open' })).json()).toEqual(published);
});
