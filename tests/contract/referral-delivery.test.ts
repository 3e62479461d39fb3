import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/log/entry.ts';
import { httpHealthDepartment } from '../../sync-server/connectors/health-department/http.ts';
import { startHealthSandbox } from '../../sync-server/connectors/health-department/sandbox/sandbox.ts';
import { deliverReferrals } from '../../sync-server/services/referrals/deliver-referrals.ts';
import { noteReferrals } from '../../sync-server/services/referrals/note-referrals.ts';
import { bothEngines } from './engines.ts';
import { crossingEntry, declarationEntry, pushedAt } from './sample-log.ts';
import { openWorld, push, serverNowMs, type ServerWorld } from './server-world.ts';

const secret = 'a secret of this test, long enough for both';
const quick = { failures: 3, firstRestMs: 1000, longestRestMs: 4000 };

const raising = (number: number): Entry => ({
  ...crossingEntry(number),
  entryId: declarationEntry(number + 1).entryId,
  kind: 'referral.raised',
  data: { declarationId: declarationEntry(number - 1).subjectId, causes: ['cough'] },
});
/** Two people who are referred, each with the entry that says so. */
const people = [1, 4].flatMap((from) => [
  declarationEntry(from),
  crossingEntry(from + 1),
  raising(from + 1),
]);

/** A server with two referrals noted, a clock of its own, and a department's system. */
const openPost = async (world: ServerWorld, theirSecret = secret) => {
  const sandbox = await startHealthSandbox({ port: 0, secret: theirSecret });
  let nowMs = serverNowMs;
  const clock = () => nowMs;
  const { store, openFrame } = world;
  const department = httpHealthDepartment(
    { url: sandbox.url, secret, authority: null },
    clock,
    quick,
  );
  const ports = { store, openFrame, clock, random: randomBytes, department };
  const tablet = await world.enrol();
  await push(
    world.app,
    tablet,
    people.map((entry, index) => pushedAt(index + 1, entry)),
  );
  await noteReferrals(ports, { receivedSinceMs: 0, isDelivered: true });
  return {
    sandbox,
    store,
    ports,
    /** So many rounds, a minute apart. */
    rounds: async (count: number) => {
      for (let round = 0; round < count; round += 1) {
        await deliverReferrals(ports);
        nowMs += 60_000;
      }
    },
    [Symbol.asyncDispose]: async () => {
      await department.close();
      await sandbox.close();
    },
  };
};

describe.each(bothEngines)('sending referrals on, on $name', (engine) => {
  it('[FHIR-2] each is taken once, signed, and not sent again', async () => {
    await using world = await openWorld(engine);
    await using post = await openPost(world);
    await post.rounds(3);
    expect(post.sandbox.counts()).toEqual({ arrived: 2, taken: 2, forged: 0 });
    expect(await post.store.countDeliveries('referrals')).toEqual({ waiting: 0, dead: 0 });
    const [first] = post.sandbox.taken();
    expect(JSON.parse(first?.body ?? '')).toMatchObject({
      resourceType: 'Bundle',
      identifier: { value: first?.key },
    });
  });

  it.each(['down', 'fail', 'html', 'busy', 'hang-up'] as const)(
    '[FHIR-3] a system that is %s gets each once when it is well again',
    async (fault) => {
      await using world = await openWorld(engine);
      await using post = await openPost(world);
      post.sandbox.behave({ fault });
      await post.rounds(4);
      expect(await post.store.countDeliveries('referrals')).toEqual({ waiting: 2, dead: 0 });
      post.sandbox.behave({});
      await post.rounds(3);
      expect(post.sandbox.counts().taken).toBe(2);
      expect(await post.store.countDeliveries('referrals')).toEqual({ waiting: 0, dead: 0 });
    },
  );

  it('[FHIR-3] what a killed server had claimed is sent by the next, under the same key', async () => {
    await using world = await openWorld(engine);
    await using post = await openPost(world);
    // It had sent one of them, and was gone before it could write so down.
    post.sandbox.behave({ fault: 'hang-up' });
    const { store, ports } = post;
    const wish = { claim: 'killed', nowMs: serverNowMs, untilMs: serverNowMs + 20_000, limit: 8 };
    expect(await store.transact((tx) => tx.claimDeliveries('referrals', wish))).toHaveLength(2);
    expect(await deliverReferrals(ports)).toBe(0);
    await post.rounds(2);
    post.sandbox.behave({});
    await post.rounds(3);
    const { arrived, taken } = post.sandbox.counts();
    expect(taken).toBe(2);
    expect(arrived).toBeGreaterThan(2);
  });

  it('[FHIR-4] what is refused again and again is given up, counted, and can be sent anew', async () => {
    await using world = await openWorld(engine);
    await using post = await openPost(world);
    post.sandbox.behave({ fault: 'refuse' });
    await post.rounds(7);
    expect(await post.store.countDeliveries('referrals')).toEqual({ waiting: 0, dead: 2 });
    post.sandbox.behave({});
    expect(await post.store.transact((tx) => tx.reviveDeliveries('referrals', serverNowMs))).toBe(
      2,
    );
    await post.rounds(1);
    expect(post.sandbox.counts().taken).toBe(2);
  });

  it('[FHIR-2] a system with another secret takes nothing', async () => {
    await using world = await openWorld(engine);
    await using post = await openPost(world, 'another secret, as long as the first one');
    await post.rounds(2);
    expect(post.sandbox.counts()).toMatchObject({ arrived: 0, taken: 0 });
    expect(post.sandbox.counts().forged).toBeGreaterThan(0);
  });
});
