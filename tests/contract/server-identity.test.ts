import { describe, expect, it } from 'vitest';
import type { IdentityQuestion } from '#domain/identity/registry-check.ts';
import { identityResponseSchema } from '#protocol/identity.ts';
import { protocolVersion } from '#protocol/version.ts';
import { httpRegistry } from '../../sync-server/connectors/population-registry/http.ts';
import { inventedPerson } from '../../sync-server/connectors/population-registry/sandbox/people.ts';
import { startSandbox } from '../../sync-server/connectors/population-registry/sandbox/sandbox.ts';
import { askingAtOnce } from '../../sync-server/services/identity/ask-at-once.ts';
import { queueChecks } from '../../sync-server/services/identity/queue-checks.ts';
import { runChecks } from '../../sync-server/services/identity/run-checks.ts';
import { declaredAt } from '../support/declared-people.ts';
import { hashTestTerm } from '../support/sealing.ts';
import { openWorld, push, refusal, serverNowMs } from './server-world.ts';

const person = inventedPerson(1);

const openAsked = async () => {
  const world = await openWorld();
  const sandbox = await startSandbox({ port: 0, people: 100, token: null });
  const access = { baseUrl: sandbox.url, token: null, clientCertificate: null, authority: null };
  const clock = () => serverNowMs;
  const registry = httpRegistry({ ...access, atOnce: 4 }, clock);
  const { store, openFrame } = world;
  const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));
  const ports = { store, openFrame, clock, random, registry, hashTerm: hashTestTerm };
  const faults: unknown[] = [];
  const askIdentity = askingAtOnce(ports, (error) => faults.push(error));
  let monoMs = 0;
  const app = world.withPorts({ askIdentity, monotonicMs: () => monoMs });
  const tablet = await world.enrol();
  const headers = { authorization: `Bearer ${tablet.deviceToken}` };
  const payload = (question: object) => ({
    protocol: protocolVersion,
    nonce: 'nonce-of-identity',
    question,
  });
  const asking = (question: object) => ({
    method: 'POST' as const,
    url: '/api/v1/identity',
    headers,
    payload: payload(question),
  });
  await queueChecks(ports);
  return {
    world,
    app,
    sandbox,
    tablet,
    ports,
    faults,
    asking,
    pass: (ms: number) => {
      monoMs += ms;
    },
    ask: async (question: IdentityQuestion) =>
      identityResponseSchema.parse((await app.inject(asking(question))).json()).answer,
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await registry.close();
      await sandbox.close();
      await world[Symbol.asyncDispose]();
    },
  };
};

describe('asking while somebody stands there', () => {
  it('[CHECK-11] a tablet is answered at once, and what was answered is not asked again when it is declared', async () => {
    await using here = await openAsked();
    expect(await here.ask(person)).toEqual({ outcome: 'match' });
    expect(await here.ask(person)).toEqual({ outcome: 'match' });
    const other = { ...person, fullName: 'Ai Khác' };
    expect(await here.ask(other)).toEqual({ outcome: 'mismatch', differs: ['fullName'] });
    await push(here.world.app, here.tablet, [declaredAt(1, person)]);
    await queueChecks(here.ports);
    expect(await runChecks(here.ports)).toBe(1);
    expect(here.sandbox.counts().answered).toBe(2);
    expect(here.faults).toEqual([]);
  });

  it('[CHECK-11] a registry that is slow or away leaves it to the queue, and a late answer is kept', async () => {
    await using here = await openAsked();
    here.sandbox.behave({ delayMs: 1600 });
    expect(await here.ask(person)).toBeNull();
    await expect.poll(() => here.sandbox.counts().answered).toBe(1);
    here.sandbox.behave({ fault: 'hang-up' });
    await expect.poll(() => here.ask(person)).toEqual({ outcome: 'match' });
    expect(await here.ask(inventedPerson(2))).toBeNull();
  });

  it('[CHECK-11] who asks about very many people is left to the queue, and no question of another form is taken', async () => {
    await using here = await openAsked();
    const asked = Array.from({ length: 35 }, (_, index) => inventedPerson(index));
    const answers = [];
    for (const question of asked) answers.push(await here.ask(question));
    expect(answers.filter((answer) => answer === null)).toHaveLength(5);
    here.pass(60_000);
    expect(await here.ask(inventedPerson(50))).toEqual({ outcome: 'match' });
    for (const question of [{ ...person, number: '1' }, { ...person, address: 'x' }, {}]) {
      expect((await refusal(here.app, here.asking(question))).problem).toBe('request/malformed');
    }
  });

  it('[CHECK-11] where there is no registry the answer is that there is none', async () => {
    await using here = await openAsked();
    const answer = await here.world.app.inject(here.asking(person));
    expect(identityResponseSchema.parse(answer.json()).answer).toBeNull();
  });
});
