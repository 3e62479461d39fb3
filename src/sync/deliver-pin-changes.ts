import { mintNonce, type Random } from '#domain/core/random.ts';
import { protocolVersion } from '#protocol/version.ts';
import type { ChotDatabase } from '../store/database.ts';
import { listUnsentPinChanges, settlePinChange, watchPinChanges } from '../store/pin-changes.ts';
import type { ServerCalls } from './ports.ts';
import { scheduleOnTimer, type Schedule } from './watched-work.ts';

const tryAgainMs = 30_000;

export type PinDelivery = {
  readonly db: ChotDatabase;
  readonly random: Random;
  readonly transport: Pick<ServerCalls, 'changePin'>;
};

/** Tells the server of every PIN that was chosen here. @returns whether nothing is left to tell */
export const tellPinChanges = async ({ db, random, transport }: PinDelivery): Promise<boolean> => {
  let isDone = true;
  for (const kept of await listUnsentPinChanges(db)) {
    const { change, proof } = kept;
    const nonce = mintNonce(random);
    const answer = await transport.changePin({ protocol: protocolVersion, nonce, change, proof });
    if (answer.ok) await settlePinChange(db, kept, answer.value.officer);
    else isDone = false;
  }
  return isDone;
};

type DeliveryOptions = PinDelivery & {
  readonly schedule?: Schedule;
  readonly reportBug?: (error: unknown) => void;
};

/** For as long as the page lives, with nobody signed in too; nothing of it needs a key. @returns stop */
export const deliverPinChanges = (options: DeliveryOptions): (() => void) => {
  const { db, schedule = scheduleOnTimer, reportBug } = options;
  let isStopped = false;
  let isRunning = false;
  let cancel: () => void = () => undefined;
  const deliver = async () => {
    if (isRunning || isStopped) return;
    isRunning = true;
    cancel();
    const isDone = await tellPinChanges(options).catch((error: unknown) => {
      reportBug?.(error);
      return false;
    });
    isRunning = false;
    if (!isDone && !isStopped) cancel = schedule(tryAgainMs, () => void deliver());
  };
  const stopWatching = watchPinChanges(db, () => void deliver());
  return () => {
    isStopped = true;
    cancel();
    stopWatching();
  };
};
