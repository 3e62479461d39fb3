import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { idOf } from '../support/id-of.ts';
import { httpMassMessenger } from '../../sync-server/connectors/mass-messenger/http.ts';
import {
  startMassSandbox,
  type MassSandbox,
} from '../../sync-server/connectors/mass-messenger/sandbox/sandbox.ts';
import {
  askDue,
  distrustOldPlans,
  sendDue,
  type SendingPorts,
} from '../../sync-server/services/sending/run-sendings.ts';
import { bothEngines, type TestEngine } from './engines.ts';
import { epoch, openWorld, type ServerWorld } from './server-world.ts';

const secret = 'a secret of this test, long enough for both';
const bulletinId = idOf('bulletin', 1);
const people = (count: number, name = 'p') =>
  Array.from({ length: count }, (_, index) => `${name}-${index}`);

type Ground = {
  readonly world: ServerWorld;
  readonly sandbox: MassSandbox;
  readonly ports: SendingPorts;
  /** A clock that the test sets. */
  readonly pass: (ms: number) => void;
  readonly plan: (more?: { perBatch?: number; epoch?: string }) => Promise<boolean>;
  /** Rounds of sending and asking until nothing is due at this moment. */
  readonly work: () => Promise<void>;
  readonly count: () => ReturnType<ServerWorld['store']['countSending']>;
};

const open = async (
  engine: TestEngine,
  addresses: readonly string[],
  perSecond = 1_000_000,
): Promise<Ground & AsyncDisposable> => {
  const world = await openWorld(engine);
  const sandbox = await startMassSandbox({ port: 0, secret });
  let nowMs = 1_000_000;
  const clock = () => nowMs;
  const messenger = httpMassMessenger({ baseUrl: sandbox.url, secret, authority: null }, clock);
  const { store } = world;
  const ports = { store, clock, random: randomBytes, messenger, perSecond };
  await store.transact((tx) => tx.addSubscribers(addresses));
  const message = { bulletinId, title: 'Dừng xe khách', text: 'Từ 06:00.' };
  return {
    world,
    sandbox,
    ports,
    pass: (ms) => {
      nowMs += ms;
    },
    plan: ({ perBatch = 10, epoch: life = epoch } = {}) =>
      store.transact((tx) =>
        tx.planSending({ ...message, begunAtMs: nowMs, epoch: life, perBatch }),
      ),
    work: async () => {
      for (;;) {
        const done = (await sendDue(ports)) + (await askDue(ports));
        if (done === 0) return;
        nowMs += 1;
      }
    },
    count: () => store.countSending(bulletinId),
    [Symbol.asyncDispose]: async () => {
      await messenger.close();
      await sandbox.close();
      await world[Symbol.asyncDispose]();
    },
  };
};

describe.each(bothEngines)('messages to very many people, on $name', (engine) => {
  it('[SEND-1] reach everybody on the list once, by batches of the database, and are counted', async () => {
    const gone = people(3, 'gone');
    await using ground = await open(engine, [...people(30), ...gone, ...people(2, 'off')]);
    const { world, sandbox, plan, pass, work, count } = ground;
    expect(await world.store.transact((tx) => tx.addSubscribers(people(31)))).toBe(1);
    expect(await plan()).toBe(true);
    expect(await plan()).toBe(false);
    // Whoever comes later, and whoever goes, moves nobody from one batch to another.
    await world.store.transact((tx) => tx.addSubscribers(['later']));
    await world.store.transact((tx) => tx.removeSubscribers(['p-3', 'p-4']));
    await work();
    expect(await world.store.findSending(bulletinId)).toMatchObject({ state: 'running' });
    pass(60_000);
    await work();
    expect(sandbox.counts()).toMatchObject({ batches: 4, people: 31, twice: 0 });
    expect(await count()).toEqual({
      batches: 4,
      waiting: 0,
      unknown: 0,
      dead: 0,
      accepted: 31,
      refused: 3,
      delivered: 29,
      failed: 2,
    });
    expect(await world.store.findSending(bulletinId)).toMatchObject({
      state: 'done',
      recipients: 36,
    });
  });

  it('[SEND-2] are asked about when nobody can say whether they were taken, and not sent twice to a service that takes all that comes', async () => {
    await using ground = await open(engine, people(40));
    const { sandbox, plan, pass, work, count, world, ports } = ground;
    await plan();
    sandbox.behave({ fault: 'hang-up' });
    await work();
    expect(sandbox.counts()).toMatchObject({ batches: 4, people: 40 });
    expect(await count()).toMatchObject({ unknown: 4, accepted: 0 });
    sandbox.behave({});
    // A server that was killed before it could note anything: another one takes over when the claim has ended.
    const message = { bulletinId: idOf('bulletin', 2), title: 'B', text: 'B' };
    await world.store.transact((tx) =>
      tx.planSending({ ...message, begunAtMs: 0, epoch, perBatch: 40 }),
    );
    const wish = { claim: 'killed', nowMs: ports.clock(), untilMs: ports.clock() + 8000, limit: 1 };
    await world.store.transact((tx) => tx.claimBatches({ ...wish, perSecond: 1_000_000 }));
    pass(10_000);
    await work();
    pass(60_000);
    await work();
    expect(sandbox.counts()).toMatchObject({ batches: 5, repeated: 0, asked: 6 });
    expect(await count()).toMatchObject({ unknown: 0, accepted: 40, delivered: 40 });
  });

  it('[SEND-3] keep to the rate, wait as long as the service asks, and are given up only when it refuses them', async () => {
    await using ground = await open(engine, people(100), 20);
    const { sandbox, plan, pass, work, count } = ground;
    await plan();
    await work();
    // Four batches of ten at once, then two seconds for them.
    expect(sandbox.counts().batches).toBe(4);
    pass(1000);
    await work();
    expect(sandbox.counts().batches).toBe(4);
    sandbox.behave({ fault: 'busy' });
    pass(1100);
    await work();
    expect(sandbox.counts()).toMatchObject({ batches: 4, toldToWait: 4 });
    expect(await count()).toMatchObject({ waiting: 6 });
    sandbox.behave({ fault: 'down' });
    pass(60_000);
    await work();
    sandbox.behave({ fault: 'html' });
    pass(60_000);
    await work();
    expect(sandbox.counts().people).toBe(40);
    sandbox.behave({ fault: 'refuse' });
    for (let round = 0; round < 20; round += 1) {
      pass(60_000);
      await work();
    }
    expect(await count()).toMatchObject({ dead: 6, waiting: 0, unknown: 0 });
    expect(sandbox.counts()).toMatchObject({ people: 40, twice: 0, forged: 0 });
  });

  it('[SEND-4] stop with their bulletin, and in another life of the database are asked about first', async () => {
    await using ground = await open(engine, people(40), 20);
    const { world, sandbox, ports, plan, pass, work, count } = ground;
    await plan({ epoch: 'another-life' });
    sandbox.behave({});
    await distrustOldPlans(ports);
    expect(await count()).toMatchObject({ waiting: 0, unknown: 4 });
    await work();
    expect(sandbox.counts()).toMatchObject({ asked: 4, people: 40 });
    const other = { bulletinId: idOf('bulletin', 3), title: 'C', text: 'C' };
    await world.store.transact((tx) =>
      tx.planSending({ ...other, begunAtMs: 0, epoch, perBatch: 5 }),
    );
    pass(10_000);
    await work();
    const { people: before } = sandbox.counts();
    await world.store.transact((tx) => tx.stopSending(other.bulletinId));
    pass(60_000);
    await work();
    await wait(1);
    expect(sandbox.counts().people).toBe(before);
    expect(await world.store.findSending(other.bulletinId)).toMatchObject({ state: 'stopped' });
  });
});
