import { describe, expect, it } from 'vitest';
import { hashOf } from '#domain/log/chain.ts';
import type { Entry } from '#domain/log/entry.ts';
import { mergedResponseSchema, type MergedAsk } from '#protocol/merged.ts';
import { protocolVersion } from '#protocol/version.ts';
import { replayQuarantine } from '../../sync-server/services/replay-quarantine.ts';
import { idOf } from '../support/id-of.ts';
import { bothEngines } from './engines.ts';
import { arrived, custodyOf } from './sample-custody.ts';
import { crossingEntry, declarationEntry, personalWords, pushedAt } from './sample-log.ts';
import { openWorld, pull, push, type ServerWorld, type Tablet } from './server-world.ts';

const phone = '+84900000002';
const declared = declarationEntry(1);
const amendment: Entry = {
  ...declarationEntry(3),
  kind: 'declaration.amended',
  subjectId: declared.subjectId,
  basedOn: [declared.entryId],
  data: { fields: { phone }, role: 'paper-officer' },
};
const pairSettling: Entry = {
  ...declarationEntry(4),
  kind: 'duplicate.settled',
  data: { recordIds: [crossingEntry(2).subjectId, idOf('crossing', 99)], verdict: 'different' },
};
const log = [declared, crossingEntry(2), amendment, pairSettling].map((entry, index) =>
  pushedAt(index + 1, entry),
);
const heldAt = (position: number) => {
  const { entryId, frame } = log[position - 1] ?? { entryId: '', frame: new Uint8Array() };
  return { entryId, hash: hashOf(frame) };
};

const ask = async (world: ServerWorld, tablet: Tablet, asks: readonly MergedAsk[]) => {
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/v1/merged',
    headers: { authorization: `Bearer ${tablet.deviceToken}` },
    payload: { protocol: protocolVersion, nonce: 'nonce-123', asks },
  });
  return mergedResponseSchema.parse(answer.json());
};

describe.each(bothEngines)('what was said of a record, on $name', (engine) => {
  it('[MERGE-12] is named in the feed without a word of it, and told to who proves to hold the record', async () => {
    await using world = await openWorld(engine);
    const [author, other] = [await world.enrol(), await world.enrol()];
    await push(world.app, author, log);
    const feed = await pull(world.app, other, { scope: 'unit:hn-01' });
    const { logId } = author;
    expect(feed.changes.slice(0, 2)).toMatchObject([
      { kind: 'entry.merged', body: { logId, position: 3, about: [declared.subjectId] } },
      { kind: 'entry.merged', body: { logId, position: 4, about: pairSettling.data.recordIds } },
    ]);
    const said = JSON.stringify(feed);
    expect([...personalWords, phone].filter((word) => said.includes(word))).toEqual([]);

    const told = await ask(world, other, [
      { logId, position: 3, held: heldAt(1) },
      { logId, position: 4, held: heldAt(2) },
    ]);
    expect(told.entries).toEqual(
      [3, 4].map((position) => ({
        logId,
        position,
        frame: Buffer.from(log[position - 1]?.frame ?? []).toString('base64'),
      })),
    );
  });

  it('[MERGE-12] is not told for another record, another hash, or of what is no amendment', async () => {
    await using world = await openWorld(engine);
    const author = await world.enrol();
    await push(world.app, author, log);
    const { logId } = author;
    const asks = [
      { logId, position: 3, held: heldAt(2) },
      { logId, position: 3, held: { ...heldAt(1), hash: 'ab'.repeat(32) } },
      { logId, position: 3, held: heldAt(3) },
      { logId, position: 1, held: heldAt(1) },
      { logId, position: 99, held: heldAt(1) },
    ];
    const told = await ask(world, author, asks);
    // Who holds the amendment itself has it already; it proves as well as the recording does.
    expect(told.entries.map(({ position }) => position)).toEqual([3]);
  });

  it('[MERGE-12] is named in the feed as well when an update lets it be read', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const unread = { bearsItsId: false, kind: null, subjectId: null, shiftId: null, effect: null };
    const tooNew = { ...unread, fault: 'entry/unknown-kind' };
    const sent = pushedAt(1, amendment);
    const { logId, deviceId } = tablet;
    await world.store.takeCustody(
      custodyOf([arrived(0, { ...sent, ...tooNew })], { logId, deviceId }),
    );
    expect(await replayQuarantine(world)).toBe(1);
    const feed = await pull(world.app, tablet, { scope: 'unit:hn-01' });
    expect(feed.changes.at(-1)).toMatchObject({
      kind: 'entry.merged',
      body: { logId, position: 1, entryId: amendment.entryId, about: [declared.subjectId] },
    });
  });
});
