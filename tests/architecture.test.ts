import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The plan of the house. A room may import the rooms named here, and libraries where said. */
const rooms: Record<string, { mayImport: readonly string[]; libraries?: readonly string[] }> = {
  'src/domain': { mayImport: [], libraries: ['zod', 'cborg', 'fflate', '@noble/hashes'] },
  'src/protocol': { mayImport: ['src/domain'], libraries: ['zod', 'cborg', '@noble/hashes'] },
  // The engine's pure core: four ports, and nothing of a browser.
  'src/sync/core': { mayImport: ['src/protocol', 'src/domain'], libraries: [] },
  'src/store': { mayImport: ['src/vault', 'src/sync/core', 'src/domain'] },
  'src/vault': { mayImport: ['src/domain'] },
  'src/sync': {
    mayImport: [
      'src/sync/core',
      'src/store',
      'src/vault',
      'src/platform',
      'src/protocol',
      'src/domain',
    ],
  },
  'src/actions': {
    mayImport: [
      'src/sync/core',
      'src/store',
      'src/vault',
      'src/platform',
      'src/protocol',
      'src/domain',
    ],
  },
  'src/platform': { mayImport: ['src/protocol', 'src/domain'] },
  'src/i18n': { mayImport: ['src/domain', 'src/protocol'] },
  'src/ui': { mayImport: [] },
  // Pages that anybody may open; nothing of the officers' tablet comes with them.
  'src/citizen': {
    mayImport: ['src/platform', 'src/ui', 'src/i18n', 'src/protocol', 'src/domain'],
    libraries: ['preact', 'zod', 'lean-qr', '@noble/hashes', 'virtual:places-asset'],
  },
  'src/features': {
    mayImport: [
      'src/actions',
      'src/store',
      'src/sync',
      'src/platform',
      'src/ui',
      'src/i18n',
      'src/protocol',
      'src/domain',
    ],
  },
  'src/app': {
    mayImport: [
      'src/features',
      'src/actions',
      'src/store',
      'src/vault',
      'src/sync',
      'src/platform',
      'src/ui',
      'src/i18n',
      'src/vault',
      'src/domain',
    ],
  },
  'src/service-worker': {
    mayImport: ['src/sync', 'src/store', 'src/vault', 'src/platform', 'src/protocol', 'src/domain'],
  },
  'sync-server/http': {
    mayImport: ['sync-server/services', 'sync-server/store', 'src/protocol', 'src/domain'],
  },
  'sync-server/services': {
    mayImport: [
      'sync-server/store',
      'sync-server/demo',
      // The words of the sheet, for the page that a person is given of their own data.
      'src/i18n',
      'src/protocol',
      'src/domain',
    ],
  },
  'sync-server/connectors': {
    mayImport: ['sync-server/config.ts', 'sync-server/services', 'src/domain'],
  },
  'sync-server/jobs': {
    mayImport: ['sync-server/services', 'sync-server/store', 'src/domain'],
  },
  'sync-server/health-sandbox.ts': { mayImport: ['sync-server/connectors'] },
  'sync-server/mass-sandbox.ts': { mayImport: ['sync-server/connectors'] },
  'sync-server/reports-sandbox.ts': { mayImport: ['sync-server/connectors'] },
  'sync-server/registry-sandbox.ts': { mayImport: ['sync-server/connectors'] },
  'sync-server/store': { mayImport: ['src/domain', 'src/protocol'] },
  'sync-server/cli': {
    mayImport: ['sync-server/services', 'sync-server/store', 'src/protocol', 'src/domain'],
  },
  'sync-server/demo': { mayImport: ['src/domain'] },
  'sync-server/config.ts': { mayImport: ['src/domain'] },
  'sync-server/greeting.ts': {
    mayImport: ['sync-server/config.ts', 'sync-server/demo', 'src/domain'],
  },
  'sync-server/rotate-sealing-key.ts': {
    mayImport: ['sync-server/config.ts', 'sync-server/services'],
  },
  'sync-server/refuse.ts': { mayImport: [] },
  'sync-server/open-engine.ts': { mayImport: ['sync-server/config.ts', 'sync-server/store'] },
  'sync-server/run-command.ts': {
    mayImport: [
      'sync-server/cli',
      'sync-server/config.ts',
      'sync-server/open-engine.ts',
      'sync-server/refuse.ts',
      'sync-server/services',
      'sync-server/store',
    ],
  },
  'sync-server/serve.ts': {
    mayImport: [
      'sync-server/config.ts',
      'sync-server/connectors',
      'sync-server/greeting.ts',
      'sync-server/http',
      'sync-server/jobs',
      'sync-server/open-engine.ts',
      'sync-server/refuse.ts',
      'sync-server/services',
      'sync-server/store',
    ],
  },
  'sync-server/main.ts': {
    mayImport: [
      'sync-server/config.ts',
      'sync-server/refuse.ts',
      'sync-server/run-command.ts',
      'sync-server/serve.ts',
    ],
  },
};

/** Libraries that only these rooms know. */
const fencedLibraries: Record<string, readonly string[]> = {
  dexie: ['src/store'],
  preact: ['src/citizen'],
  react: ['src/features', 'src/app', 'src/ui', 'src/i18n'],
  'html5-qrcode': ['src/platform'],
  'hash-wasm': ['src/vault', 'sync-server/services'],
  '@noble/ciphers': ['src/vault'],
  '@simplewebauthn/server': ['sync-server/services'],
  kysely: ['sync-server/store'],
  pg: ['sync-server/store'],
  fastify: ['sync-server/http'],
  undici: ['sync-server/connectors'],
  'read-excel-file': ['src/platform', 'sync-server/cli'],
  'write-excel-file': ['src/platform', 'sync-server/cli'],
  'lean-qr': ['sync-server/cli', 'src/ui'],
};

const forbiddenNames = /^(utils?|helpers?|common|misc|manager|base|types|index)\./;

const walk = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });

const sources = [...walk('src'), ...walk('sync-server')].filter((path) => /\.tsx?$/.test(path));
const production = sources.filter((path) => !/\.test\.tsx?$|\.d\.ts$/.test(path));
const roomOf = (path: string): string | undefined =>
  Object.keys(rooms).find((room) => path === room || path.startsWith(`${room}/`));

const importPattern =
  /(?:^|\n)\s*(?:import|export)\b[^'"]*?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s*'([^']+)'/g;
const importsOf = (path: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(importPattern)].map(
    ([, from, dynamic, bare]) => from ?? dynamic ?? bare ?? '',
  );
const targetOf = (path: string, specifier: string): string =>
  specifier.startsWith('#')
    ? specifier.replace('#', 'src/')
    : specifier.startsWith('.')
      ? normalize(join(dirname(path), specifier))
      : specifier;

describe('the plan of the house', () => {
  it('[HOUSE-1] every source file lies in a known room', () => {
    expect(sources.filter((path) => roomOf(path) === undefined)).toEqual([]);
  });

  it('[HOUSE-2] a room imports only the rooms below it', () => {
    const wrong = production.flatMap((path) => {
      const room = roomOf(path) ?? '';
      return importsOf(path)
        .map((specifier) => roomOf(targetOf(path, specifier)))
        .filter((target) => target !== undefined && target !== room)
        .filter((target) => !rooms[room]?.mayImport.includes(target ?? ''))
        .map((target) => `${path} imports ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it('[HOUSE-2] features are strangers to each other', () => {
    const featureOf = (path: string) => /^src\/features\/([^/]+)\//.exec(path)?.[1];
    const wrong = production.flatMap((path) =>
      importsOf(path)
        .map((specifier) => featureOf(targetOf(path, specifier)))
        .filter((other) => featureOf(path) && other && other !== featureOf(path))
        .map((other) => `${path} imports ${other}`),
    );
    expect(wrong).toEqual([]);
  });

  it('[HOUSE-3] libraries stay behind their fences', () => {
    const wrong = production.flatMap((path) =>
      importsOf(path)
        .filter((specifier) => !/^[.#]/.test(specifier))
        .filter((specifier) => {
          const name = specifier
            .split('/')
            .slice(0, specifier.startsWith('@') ? 2 : 1)
            .join('/');
          const fence = fencedLibraries[name];
          const own = rooms[roomOf(path) ?? '']?.libraries;
          return (fence && !fence.includes(roomOf(path) ?? '')) || (own && !own.includes(name));
        })
        .map((specifier) => `${path} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('[HOUSE-4] domain, protocol and the core of the engine have no clock and no dice', () => {
    const impure = /\bDate\.now\b|new Date\(\)|\bMath\.random\b|\bperformance\b/;
    const wrong = production
      .filter((path) => /^src\/(domain|protocol|sync\/core)\//.test(path))
      .filter((path) => impure.test(readFileSync(path, 'utf8')));
    expect(wrong).toEqual([]);
  });

  it('[VIEW-2] a reading that is watched asks only the database it is handed', () => {
    const callsIn = (text: string): string[] =>
      [...text.matchAll(/\buseLiveQuery\(/g)].map(({ index }) => {
        let open = 0;
        const rest = text.slice(text.indexOf('(', index));
        const end = rest.split('').findIndex((sign) => {
          if (sign === '(') open += 1;
          if (sign === ')') open -= 1;
          return open === 0;
        });
        return rest.slice(1, end);
      });
    const calls = production.flatMap((path) =>
      callsIn(readFileSync(path, 'utf8')).map((call) => {
        const [database = '', ...reading] = call.split(',');
        return { path, database: database.trim(), reading: reading.join(',') };
      }),
    );
    expect(calls.length).toBeGreaterThan(50);
    const wrong = calls.filter(
      ({ database, reading }) =>
        !/^(tablet\.)?db$/.test(database) ||
        !/^\s*(async )?\(live\) =>/.test(reading) ||
        /(?<![\w.])(tablet\.)?db\b/.test(reading),
    );
    expect(wrong).toEqual([]);
  });

  it('[HOUSE-5] no drawers, no file over 300 lines, at most 16 entries at the root', () => {
    const named = [...sources, ...walk('tests')].map((path) => relative('.', path));
    expect(named.filter((path) => forbiddenNames.test(path.split('/').at(-1) ?? ''))).toEqual([]);
    expect(
      named.filter(
        (path) => /\.tsx?$/.test(path) && readFileSync(path, 'utf8').split('\n').length > 301,
      ),
    ).toEqual([]);
    const ignored = new Set(['node_modules', 'dist', 'data', '.git']);
    expect(readdirSync('.').filter((name) => !ignored.has(name)).length).toBeLessThanOrEqual(16);
  });
});
