import type { ChotDatabase } from '../store/database.ts';
import type { SyncPorts, Transport } from './core/ports.ts';
import { mustRest } from './core/contact.ts';
import { freshMemory, syncRound } from './core/sync-round.ts';
import { createDexieSyncStore } from './dexie-sync-store.ts';
import type { Locks } from './ports.ts';
import { createSoleSender } from './sole-sender.ts';

type Sending = {
  readonly tablet: Omit<SyncPorts, 'transport' | 'store'> & { readonly db: ChotDatabase };
  readonly transport: Transport;
  readonly locks: Locks | null;
};

/** `elsewhere`: a page is at it. `waiting`: something is left, and the browser should wake us again. */
export type SendingEnd = 'rested' | 'elsewhere' | 'waiting';

/** What the service worker does when the browser wakes it: rounds of the very same engine, until nothing waits. */
export const sendUntilRested = async ({
  tablet,
  transport,
  locks,
}: Sending): Promise<SendingEnd> => {
  const { db, clock, random, app } = tablet;
  const store = createDexieSyncStore(db);
  // A page was told to wait, and the server does not care who comes instead.
  if (mustRest(await store.readContact(), clock.wallMs())) return 'waiting';
  const sender = createSoleSender({ db, clock, random, transport, locks });
  let end: SendingEnd = 'elsewhere';
  await sender.run(async (line) => {
    const ports: SyncPorts = { store, transport: line, clock, random, app };
    let round = await syncRound(ports, freshMemory);
    while (round.outcome.kind === 'done' && round.outcome.resumeAfterMs === 0) {
      round = await syncRound(ports, round.memory);
    }
    const isDone = round.outcome.kind === 'done' && round.outcome.resumeAfterMs === null;
    const isOver = round.outcome.kind === 'rested' || round.outcome.kind === 'erased';
    end = isDone || isOver ? 'rested' : 'waiting';
  });
  return end;
};
