import type { Clock } from '#domain/core/clock.ts';
import type { ChotDatabase } from '../store/database.ts';
import { listUndelivered, settleParcel, watchParcels } from '../store/parcels.ts';
import type { ServerCalls } from './ports.ts';
import { scheduleOnTimer, type Schedule } from './watched-work.ts';

const tryAgainMs = 30_000;

export type ParcelDelivery = {
  readonly db: ChotDatabase;
  readonly clock: Clock;
  readonly transport: Pick<ServerCalls, 'carry'>;
};

/** Brings to the server what other tablets have handed over. @returns whether nothing is left to bring */
export const carryParcels = async ({ db, clock, transport }: ParcelDelivery): Promise<boolean> => {
  let isDone = true;
  for (const { parcelId, bytes } of await listUndelivered(db)) {
    const answer = await transport.carry(bytes);
    const settledAtMs = clock.wallMs();
    if (answer.ok && answer.value.outcome === 'held') {
      const { receipt } = answer.value;
      const signed = receipt === null ? {} : { receipt };
      await settleParcel(db, parcelId, { state: 'delivered', settledAtMs, ...signed });
    } else if (answer.ok && answer.value.outcome === 'waits') {
      isDone = false;
      await settleParcel(db, parcelId, { state: 'waiting' });
    } else if (answer.ok) {
      const reason = 'carry/kept-apart';
      await settleParcel(db, parcelId, { state: 'delivered', reason, settledAtMs });
    } else if (answer.error.kind === 'refused' && isFinal(answer.error.code)) {
      const { code: reason } = answer.error;
      await settleParcel(db, parcelId, { state: 'refused', reason, settledAtMs });
    } else {
      // No network, or no room: the others would fare no better.
      return false;
    }
  }
  return isDone;
};

/** Said of the parcel, and not of who brings it. */
const isFinal = (code: string): boolean =>
  code === 'parcel/refused' || code === 'request/malformed' || code === 'request/too-large';

type DeliveryOptions = ParcelDelivery & {
  readonly schedule?: Schedule;
  /** Asks the browser to ring when there is a network, for when no page is open then. */
  readonly setAlarm?: () => void;
  readonly reportBug?: (error: unknown) => void;
};

/** For as long as the page lives, with nobody signed in too; nothing of it needs a key. @returns stop */
export const deliverParcels = (options: DeliveryOptions): (() => void) => {
  const { db, schedule = scheduleOnTimer, setAlarm, reportBug } = options;
  let isStopped = false;
  let isRunning = false;
  let cancel: () => void = () => undefined;
  const deliver = async () => {
    if (isRunning || isStopped) return;
    isRunning = true;
    cancel();
    const isDone = await carryParcels(options).catch((error: unknown) => {
      reportBug?.(error);
      return false;
    });
    isRunning = false;
    if (isDone || isStopped) return;
    setAlarm?.();
    cancel = schedule(tryAgainMs, () => void deliver());
  };
  const stopWatching = watchParcels(db, () => void deliver());
  return () => {
    isStopped = true;
    cancel();
    stopWatching();
  };
};
