import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { registryOpenapi } from '../../sync-server/connectors/population-registry/openapi.ts';
import {
  httpRegistry,
  type RegistryAccess,
} from '../../sync-server/connectors/population-registry/http.ts';
import { inventedPerson } from '../../sync-server/connectors/population-registry/sandbox/people.ts';
import {
  startSandbox,
  type Sandbox,
} from '../../sync-server/connectors/population-registry/sandbox/sandbox.ts';
import { idOf } from '../support/id-of.ts';

const startMs = Date.UTC(2021, 6, 25);
const patienceMs = 2000;
const person = inventedPerson(7);

const openPair = async (change: Partial<RegistryAccess> = {}, token: string | null = null) => {
  const sandbox = await startSandbox({ port: 0, people: 100, token });
  let nowMs = startMs;
  const access: RegistryAccess = {
    baseUrl: sandbox.url,
    token: null,
    clientCertificate: null,
    authority: null,
    atOnce: 8,
    ...change,
  };
  const registry = httpRegistry(access, () => nowMs);
  return {
    sandbox,
    registry,
    pass: (ms: number) => {
      nowMs += ms;
    },
    [Symbol.asyncDispose]: async () => {
      await registry.close();
      await sandbox.close();
    },
  };
};

describe('asking a registry', () => {
  it('[CHECK-2] its wire is published as it is', () => {
    const published: unknown = JSON.parse(readFileSync('docs/registry-openapi.json', 'utf8'));
    // When it changed: run the sandbox and keep what it answers to GET /openapi.json.
    expect(published).toEqual(JSON.parse(JSON.stringify(registryOpenapi())));
  });

  it('[CHECK-2] who is there is compared, who is not is not found', async () => {
    await using pair = await openPair();
    const ask = (change: Partial<typeof person>) =>
      pair.registry.ask(idOf('ask', 1), { ...person, ...change }, patienceMs);
    expect(await ask({})).toEqual({ answered: true, answer: { outcome: 'match' } });
    const other = await ask({ fullName: 'Ai Khác' });
    expect(other).toMatchObject({ answer: { outcome: 'mismatch', differs: ['fullName'] } });
    const nobody = await ask({ number: '099099999999' });
    expect(nobody).toEqual({ answered: true, answer: { outcome: 'not-found' } });
  });

  it('[CHECK-2] a token is shown to the registry, and one that does not hold is no answer', async () => {
    await using right = await openPair({ token: 'secret-1' }, 'secret-1');
    const answered = await right.registry.ask(idOf('ask', 1), person, patienceMs);
    expect(answered.answered).toBe(true);
    await using wrong = await openPair({ token: 'secret-2' }, 'secret-1');
    const refused = await wrong.registry.ask(idOf('ask', 1), person, patienceMs);
    expect(refused).toMatchObject({ answered: false, failure: { reason: 'not-understood' } });
  });

  const faults: readonly (readonly [Parameters<Sandbox['behave']>[0], string])[] = [
    [{ fault: 'hang-up' }, 'unreachable'],
    [{ fault: 'fail' }, 'not-understood'],
    [{ fault: 'html' }, 'not-understood'],
    [{ fault: 'nonsense' }, 'not-understood'],
    [{ fault: 'refuse' }, 'refused'],
    [{ delayMs: 1000 }, 'too-slow'],
    [{ perSecond: 0 }, 'busy'],
  ];
  it.each(faults)('[CHECK-3] %o is no answer, and never a mismatch', async (manners, reason) => {
    await using pair = await openPair();
    pair.sandbox.behave(manners);
    const reply = await pair.registry.ask(idOf('ask', 1), person, 200);
    expect(reply).toMatchObject({ answered: false, failure: { reason } });
  });

  it('[CHECK-3] a registry that is not there is left alone, longer each time, and tried with one question', async () => {
    await using pair = await openPair();
    pair.sandbox.behave({ fault: 'fail' });
    const ask = (index: number) => pair.registry.ask(idOf('ask', index), person, patienceMs);
    for (let index = 0; index < 5; index += 1) await ask(index);
    expect(pair.sandbox.counts().turnedAway).toBe(5);
    expect(await ask(6)).toMatchObject({ failure: { reason: 'resting' } });
    pair.pass(999);
    expect(pair.registry.spareNow()).toBe(0);
    pair.pass(1);
    expect(pair.registry.spareNow()).toBe(1);
    const tried = await Promise.all([ask(7), ask(8), ask(9)]);
    const reasons = tried.map((reply) => (reply.answered ? null : reply.failure.reason));
    expect(reasons).toEqual(['not-understood', 'resting', 'resting']);
    expect(pair.sandbox.counts().turnedAway).toBe(6);
    pair.sandbox.behave({});
    pair.pass(1999);
    expect(pair.registry.spareNow()).toBe(0);
    pair.pass(1);
    expect(await ask(10)).toMatchObject({ answered: true });
    expect(pair.registry.spareNow()).toBe(6);
  });

  it('[CHECK-3] a registry that asks for time gets it', async () => {
    await using pair = await openPair();
    pair.sandbox.behave({ perSecond: 0 });
    await pair.registry.ask(idOf('ask', 1), person, patienceMs);
    pair.pass(999);
    expect(pair.registry.spareNow()).toBe(0);
    pair.pass(1);
    expect(pair.registry.spareNow()).toBe(1);
  });

  it('[CHECK-3] a clock that is put back does not make it wait for as long', async () => {
    await using pair = await openPair();
    pair.sandbox.behave({ perSecond: 0 });
    await pair.registry.ask(idOf('ask', 1), person, patienceMs);
    pair.sandbox.behave({});
    pair.pass(-3_600_000);
    expect(await pair.registry.ask(idOf('ask', 1), person, patienceMs)).toMatchObject({
      answered: true,
    });
  });

  it('[CHECK-3] no more questions are under way than were allowed', async () => {
    await using pair = await openPair({ atOnce: 2 });
    pair.sandbox.behave({ delayMs: 50 });
    const asks = [1, 2, 3].map((at) => pair.registry.ask(idOf('ask', at), person, patienceMs));
    const replies = await Promise.all(asks);
    expect(replies.map(({ answered }) => answered)).toEqual([true, true, false]);
  });
});
