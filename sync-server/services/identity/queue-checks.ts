import { z } from 'zod';
import { unitScope } from '../../store/store.ts';
import type { CheckPorts } from './ask-registry.ts';

/** Who declared that long ago has gone, and the declaration holds no longer. */
export const worthAskingMs = 72 * 3_600_000;

const linesAtOnce = 500;

const acceptedSchema = z.object({ logId: z.string(), from: z.int(), through: z.int() });

/**
 * Queues the declarations that units' feeds told of since last time. The feed is written with the entries, in
 * one transaction, so that none is missed; how far it was read, with the queue, so that none is queued twice.
 * @returns how many
 */
export const queueChecks = async ({
  store,
  clock,
}: Pick<CheckPorts, 'store' | 'clock'>): Promise<number> => {
  const unread = await store.listUnreadForChecks();
  if (unread === null) {
    await store.transact((tx) => tx.beginChecks());
    return 0;
  }
  let queued = 0;
  for (const { scope, seq, head } of unread) {
    const unitId = scope.slice(unitScope('').length);
    const page = { scope, audience: unitId, after: seq, through: head, limit: linesAtOnce };
    const lines = await store.readFeed(page);
    const accepted = lines
      .filter(({ kind }) => kind === 'entries.accepted')
      .map(({ body }) => acceptedSchema.parse(body));
    const nowMs = clock();
    const read = {
      scope,
      unitId,
      from: seq,
      through: lines.length < linesAtOnce ? head : (lines.at(-1)?.seq ?? head),
      accepted,
      receivedSinceMs: nowMs - worthAskingMs,
      nowMs,
    };
    queued += await store.transact((tx) => tx.queueFromFeed(read));
  }
  return queued;
};
