/// <reference lib="webworker" />
import type { PublicPath } from '#protocol/public-pages.ts';

declare const self: ServiceWorkerGlobalScope;
/** By the build: what each public page is made of, the page itself first, and a digest of all its names. */
declare const __PUBLIC_FILES__: Readonly<
  Partial<Record<PublicPath, { version: string; files: string[] }>>
>;

const scope = new URL(self.registration.scope).pathname as PublicPath;
const { version, files } = __PUBLIC_FILES__[scope] ?? { version: '', files: [] };
/** Every page keeps what it is made of by itself: nobody's update takes away another's files. */
const prefix = `citizen:${scope}@`;
const cacheName = prefix + version;
const page = files[0] ?? scope;
/** As a browser asks for a page that somebody opens. */
const headers = { accept: 'text/html, */*' };
const isHashed = (path: string): boolean => path.startsWith('/assets/');

// A file whose name is a digest of what it says is not loaded twice over a thin line.
const take = async (cache: Cache, file: string): Promise<void> => {
  const known = isHashed(file) ? await caches.match(file) : undefined;
  if (known) await cache.put(file, known);
  else
    await cache.add(new Request(file, { cache: isHashed(file) ? 'default' : 'reload', headers }));
};

self.addEventListener('install', (event) => {
  const fill = async () => {
    const cache = await caches.open(cacheName);
    for (const file of files) await take(cache, file);
  };
  event.waitUntil(fill());
});

// Only now has every page of the former version been closed: nothing is taken from under a hand.
self.addEventListener('activate', (event) => {
  const tidy = async () => {
    const former = (await caches.keys()).filter(
      (name) => name.startsWith(prefix) && name !== cacheName,
    );
    await Promise.all(former.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

const answer = async (request: Request, kept: string | Request): Promise<Response> => {
  const cache = await caches.open(cacheName);
  return (await cache.match(kept)) ?? fetch(request);
};

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(answer(request, page));
  else if (files.includes(pathname)) event.respondWith(answer(request, request));
});
