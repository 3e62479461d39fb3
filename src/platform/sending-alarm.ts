/** Name under which the browser wakes the service worker. */
export const sendingAlarm = 'chot-send';

/** Background Sync, which not every browser has and the library of types has not. */
type WithAlarms = { readonly sync?: { readonly register: (tag: string) => Promise<void> } };

/**
 * Asks the browser to wake the service worker once there is a network (Background Sync), also when no page
 * is open then. Only an alarm: nothing is handed over, and where it is missing nothing is lost.
 */
export const setSendingAlarm = async (): Promise<void> => {
  if (!('serviceWorker' in navigator)) return;
  const registration: WithAlarms & object = await navigator.serviceWorker.ready;
  // Refused where the person does not allow it, or the browser is private.
  await registration.sync?.register(sendingAlarm).catch(() => undefined);
};
