/// <reference lib="webworker" />
import { clientsClaim } from 'workbox-core';
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { publicPaths } from '#protocol/public-pages.ts';
import { sendingAlarm } from '../platform/sending-alarm.ts';
import { sendOnAlarm } from './send-on-alarm.ts';

declare const self: ServiceWorkerGlobalScope;

/** Background Sync, which is not in the library of types. */
type AlarmEvent = ExtendableEvent & { readonly tag: string };

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
clientsClaim();
// Every screen is the shell, with the server process dead as well as alive; what anybody may open is none.
const notScreens = ['/api/', ...publicPaths].map((path) => new RegExp(`^${path}`));
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: notScreens }),
);

// Waiting is ended only by an officer who said so: never under somebody who is typing.
self.addEventListener('message', (event) => {
  const message: unknown = event.data;
  if (typeof message !== 'object' || message === null || !('type' in message)) return;
  if (message.type === 'SKIP_WAITING') void self.skipWaiting();
});

self.addEventListener('sync', (event) => {
  const alarm = event as AlarmEvent;
  if (alarm.tag === sendingAlarm) alarm.waitUntil(sendOnAlarm());
});
