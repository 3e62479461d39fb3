import { systemClock } from '../platform/clock.ts';
import { systemRandom } from '../platform/random.ts';
import { ChotDatabase } from '../store/database.ts';
import { carryParcels } from '../sync/deliver-parcels.ts';
import { sendUntilRested } from '../sync/send-until-rested.ts';
import { createVault } from '../vault/vault.ts';
import { createTransport } from '../sync/transport.ts';

declare const __APP_VERSION__: string;

/** Rejects when something is left, so that the browser rings again. */
export const sendOnAlarm = async (): Promise<void> => {
  // A vault that nobody opens: what waits is sent without reading it.
  const db = new ChotDatabase(createVault());
  try {
    const tablet = { db, clock: systemClock, random: systemRandom, app: __APP_VERSION__ };
    const transport = createTransport(db);
    const end = await sendUntilRested({ tablet, transport, locks: navigator.locks ?? null });
    const carried = await carryParcels({ db, clock: systemClock, transport });
    if (end === 'waiting' || !carried) throw new Error('something waits to be sent');
  } finally {
    db.close();
  }
};
