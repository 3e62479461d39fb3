import { describe, expect, it } from 'vitest';
import { identityCheckedSchema, type IdentityChecked } from '#domain/identity/registry-check.ts';
import { httpRegistry } from '../../sync-server/connectors/population-registry/http.ts';
import { inventedPerson } from '../../sync-server/connectors/population-registry/sandbox/people.ts';
import { startSandbox } from '../../sync-server/connectors/population-registry/sandbox/sandbox.ts';
import type { CheckPorts } from '../../sync-server/services/identity/ask-registry.ts';
import { queueChecks } from '../../sync-server/services/identity/queue-checks.ts';
import { giveUpOld, runChecks } from '../../sync-server/services/identity/run-checks.ts';
import {
  amendedAt,
  declarationIdOf,
  declaredAt,
  declaredPeople,
} from '../support/declared-people.ts';
import { hashTestTerm } from '../support/sealing.ts';
import type { TestEngine } from './engines.ts';
import { frameAt, personalWords, sampleLog, type PlacedEntry } from './sample-log.ts';
import { openWorld, pull, push, serverNowMs, type Tablet } from './server-world.ts';

const hourMs = 3_600_000;

const openCheckedWorld = async (on: TestEngine) => {
  const world = await openWorld(on);
  const sandbox = await startSandbox({ port: 0, people: 12_000, token: null });
  let nowMs = serverNowMs;
  const clock = () => nowMs;
  const access = { baseUrl: sandbox.url, token: null, clientCertificate: null, authority: null };
  const registry = httpRegistry({ ...access, atOnce: 16 }, clock);
  const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));
  const { store, openFrame } = world;
  const ports: CheckPorts = { store, openFrame, clock, random, registry, hashTerm: hashTestTerm };
  await queueChecks(ports);
  const tablet = await world.enrol();
  const askAll = async (with_ = ports): Promise<number> => {
    let asked = 0;
    for (;;) {
      const count = (await queueChecks(with_)) + (await runChecks(with_));
      if (count === 0) return asked;
      asked += count;
    }
  };
  return {
    world,
    sandbox,
    ports,
    tablet,
    askAll,
    registryBeside: () => httpRegistry({ ...access, atOnce: 16 }, clock),
    pass: (ms: number) => {
      nowMs += ms;
    },
    send: (entries: readonly PlacedEntry[]) => push(world.app, tablet, entries),
    told: () => readTold(world.app, tablet),
    [Symbol.asyncDispose]: async () => {
      await registry.close();
      await sandbox.close();
      await world[Symbol.asyncDispose]();
    },
  };
};

/** What the unit's tablets are told of checks, oldest first. */
const readTold = async (
  app: Parameters<typeof pull>[0],
  tablet: Tablet,
): Promise<IdentityChecked[]> => {
  const told: IdentityChecked[] = [];
  for (let cursor = 0; ;) {
    const query = { scope: `unit:${tablet.unitId}`, cursor: String(cursor), limit: '200' };
    const page = await pull(app, tablet, query);
    for (const { kind, body } of page.changes) {
      if (kind === 'identity.checked') told.push(identityCheckedSchema.parse(body));
    }
    if (!page.hasMore) return told;
    cursor = page.cursor;
  }
};

const outcomes = (told: readonly IdentityChecked[]) =>
  told.map(({ declarationId, answer }) => [declarationId, answer.outcome]);

/** What the queue has to do on every database engine. */
export const identityQueueContract = (engine: TestEngine, waiting: number): void => {
  describe(`the check queue on ${engine.name}`, () => {
    it('[CHECK-5] every declaration that arrives is asked about once, and the unit’s tablets are told', async () => {
      await using here = await openCheckedWorld(engine);
      await here.send([
        declaredAt(1, inventedPerson(1)),
        declaredAt(2, { ...inventedPerson(2), fullName: 'Ai Khác' }),
        declaredAt(3, { ...inventedPerson(3), number: '099099999999' }),
        declaredAt(4, inventedPerson(4), { docType: 'PASSPORT' }),
      ]);
      await here.askAll();
      const told = await here.told();
      expect(new Map(outcomes(told) as [string, string][])).toEqual(
        new Map([
          [declarationIdOf(1), 'match'],
          [declarationIdOf(2), 'mismatch'],
          [declarationIdOf(3), 'not-found'],
        ]),
      );
      expect(told).toHaveLength(3);
      await here.send([declaredAt(1, inventedPerson(1))]);
      expect(await here.askAll()).toBe(0);
      expect(here.sandbox.counts()).toMatchObject({ answered: 3, distinct: 3 });
    });

    it('[CHECK-5] what is told and what is queued names nobody', async () => {
      await using here = await openCheckedWorld(engine);
      await here.send(sampleLog(2));
      await here.askAll();
      const told = JSON.stringify(await here.told());
      expect(told).toContain('not-found');
      expect(personalWords.filter((word) => told.includes(word))).toEqual([]);
    });

    it('[CHECK-6] an amendment is asked about if it changes who it is, and not otherwise', async () => {
      await using here = await openCheckedWorld(engine);
      const person = inventedPerson(1);
      await here.send([declaredAt(1, { ...person, fullName: 'Ai Khác' })]);
      await here.askAll();
      await here.send([amendedAt(2, 1, { phone: '+84912345678' })]);
      await here.askAll();
      expect(here.sandbox.counts().answered).toBe(1);
      await here.send([amendedAt(3, 1, { fullName: person.fullName })]);
      await here.askAll();
      expect(here.sandbox.counts().answered).toBe(2);
      expect((await here.told()).map(({ answer }) => answer.outcome)).toEqual([
        'mismatch',
        'match',
      ]);
      await here.send([amendedAt(4, 1, { docType: 'OTHER' })]);
      await here.askAll();
      expect((await here.told()).at(-1)?.answer).toEqual({ outcome: 'not-asked' });
    });

    it('[CHECK-6] the same person declared again within a day is answered from memory', async () => {
      await using here = await openCheckedWorld(engine);
      await here.send([declaredAt(1, inventedPerson(1))]);
      await here.askAll();
      await here.send([declaredAt(2, inventedPerson(1))]);
      await here.askAll();
      expect(here.sandbox.counts().answered).toBe(1);
      expect(outcomes(await here.told())).toEqual([
        [declarationIdOf(1), 'match'],
        [declarationIdOf(2), 'match'],
      ]);
    });

    it('[CHECK-7] a registry down for an hour: all that waited are asked about after, none twice', async () => {
      await using here = await openCheckedWorld(engine);
      here.sandbox.behave({ fault: 'hang-up' });
      for (let from = 1; from <= waiting; from += 500) {
        await here.send(declaredPeople(from, Math.min(500, waiting - from + 1)));
      }
      for (let second = 0; second < 3600; second += 10) {
        await here.askAll();
        here.pass(10_000);
      }
      // Left alone meanwhile: a minute apart at the end, one at a time.
      expect(here.sandbox.counts()).toMatchObject({ answered: 0 });
      expect(here.sandbox.counts().turnedAway).toBeLessThan(200);
      expect(await here.ports.store.countWaitingChecks()).toBe(waiting);

      here.sandbox.behave({});
      for (let minute = 0; minute < 60; minute += 1) {
        here.pass(60_000);
        await here.askAll();
      }
      expect(await here.ports.store.countWaitingChecks()).toBe(0);
      expect(here.sandbox.counts()).toMatchObject({ answered: waiting, distinct: waiting });
      const told = await here.told();
      expect(told).toHaveLength(waiting);
      expect(new Set(told.map(({ declarationId }) => declarationId)).size).toBe(waiting);
      expect(told.every(({ answer }) => answer.outcome === 'match')).toBe(true);
    });

    it('[CHECK-7] what nobody answered in three days is given up and told', async () => {
      await using here = await openCheckedWorld(engine);
      here.sandbox.behave({ fault: 'fail' });
      await here.send([declaredAt(1, inventedPerson(1))]);
      for (let hour = 0; hour < 72; hour += 1) {
        await here.askAll();
        expect(await giveUpOld(here.ports)).toBe(0);
        here.pass(hourMs);
      }
      expect(await giveUpOld(here.ports)).toBe(1);
      expect(await giveUpOld(here.ports)).toBe(0);
      expect(outcomes(await here.told())).toEqual([[declarationIdOf(1), 'unavailable']]);
    });

    it('[CHECK-7] a question that the registry refuses is told as unanswered after a few times', async () => {
      await using here = await openCheckedWorld(engine);
      here.sandbox.behave({ fault: 'refuse' });
      await here.send([declaredAt(1, inventedPerson(1))]);
      for (let minute = 0; minute < 60; minute += 1) {
        await here.askAll();
        here.pass(60_000);
      }
      expect(here.sandbox.counts().turnedAway).toBe(5);
      expect(outcomes(await here.told())).toEqual([[declarationIdOf(1), 'unavailable']]);
    });

    it('[CHECK-8] two servers over one ledger share the work and ask nothing twice', async () => {
      await using here = await openCheckedWorld(engine);
      await here.send(declaredPeople(1, 200));
      const registry = here.registryBeside();
      const beside = { ...here.ports, registry };
      await Promise.all([here.askAll(), here.askAll(beside), here.askAll(), here.askAll(beside)]);
      await here.askAll();
      expect(here.sandbox.counts()).toMatchObject({ answered: 200, distinct: 200 });
      expect(await here.told()).toHaveLength(200);
      await registry.close();
    });

    it('[CHECK-8] what was claimed by a server that is no more is asked by another', async () => {
      await using here = await openCheckedWorld(engine);
      await here.send([declaredAt(1, inventedPerson(1))]);
      await queueChecks(here.ports);
      const nowMs = here.ports.clock();
      const wish = { claim: 'of the dead', nowMs, untilMs: nowMs + 20_000, limit: 5 };
      const claimed = await here.ports.store.transact((tx) => tx.claimChecks(wish));
      expect(claimed).toHaveLength(1);
      expect(await here.askAll()).toBe(0);
      here.pass(20_000);
      expect(await here.askAll()).toBe(1);
      expect(outcomes(await here.told())).toEqual([[declarationIdOf(1), 'match']]);
      // Should it come back, it has nothing to say.
      const late = claimed.map((check) => ({
        ...check,
        kind: 'done' as const,
        questionHash: null,
      }));
      for (const outcome of late) {
        const held = await here.ports.store.transact((tx) =>
          tx.settleCheck('of the dead', outcome),
        );
        expect(held).toBe(false);
      }
    });

    it('[CHECK-7] a clock that is put back holds up nothing', async () => {
      await using here = await openCheckedWorld(engine);
      here.sandbox.behave({ fault: 'fail' });
      await here.send([declaredAt(1, inventedPerson(1))]);
      await here.askAll();
      here.sandbox.behave({});
      here.pass(-300 * hourMs);
      await here.askAll();
      expect(outcomes(await here.told())).toEqual([[declarationIdOf(1), 'match']]);
    });

    it('[CHECK-5] what cannot be read is not asked about, and holds up nothing', async () => {
      await using here = await openCheckedWorld(engine);
      const bad = frameAt(1, Uint8Array.of(9, 9, 9), declarationIdOf(99));
      await here.send([bad, declaredAt(2, inventedPerson(2))]);
      await here.askAll();
      expect(outcomes(await here.told())).toEqual([[declarationIdOf(2), 'match']]);
    });
  });
};
