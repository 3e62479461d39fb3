import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/log/entry.ts';
import { readDeclared } from '#domain/lane/declared-here.ts';
import { declaredHereResponseSchema, mostDeclaredHere } from '#protocol/declared-here.ts';
import { unitResponseSchema } from '#protocol/enrol.ts';
import { sessionHeader } from '#protocol/session.ts';
import { protocolVersion } from '#protocol/version.ts';
import { createSecretBox } from '../../sync-server/services/sealing/secret-box.ts';
import { sealedStore } from '../../sync-server/services/sealing/sealed-store.ts';
import { addSigningKey } from '../../sync-server/services/trust/keep-keys.ts';
import {
  citizenInput,
  declare,
  newCitizen,
  sendTo,
  withdraw,
  type Citizen,
} from '../support/citizen.ts';
import { idOf } from '../support/id-of.ts';
import { testKeys } from '../support/sealing.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { bothEngines, type TestEngine } from './engines.ts';
import { seedOfficer, tokenOf } from './officer-world.ts';
import { crossingEntry, declarationEntry, pushedAt } from './sample-log.ts';
import { openWorld, push, refusal, serverNowMs, units } from './server-world.ts';

const departing = { 'move.departAt': '25/07/2021' };
const hourMs = 3_600_000;

/** A server whose clock goes, a tablet of the first unit with an officer at the lane, and citizens at posters. */
const openPosts = async (engine: TestEngine) => {
  const world = await openWorld(engine);
  const store = sealedStore(world.store, createSecretBox(testKeys, seededRandom(43)));
  const time = { nowMs: serverNowMs };
  const clock = () => time.nowMs;
  await addSigningKey({ store, clock });
  const app = world.withPorts({ store, clock });
  const send = sendTo(app);
  const tablet = await world.enrol('hn-01');
  const session = async (unitId: string, from = tablet) => {
    const officerId = await seedOfficer({ ...world, store }, unitId, 'scanning-officer');
    const token = await tokenOf({ app }, from, officerId);
    return { authorization: `Bearer ${from.deviceToken}`, [sessionHeader]: token };
  };
  const officer = await session('hn-01');
  const ask = async (known: readonly string[] = [], headers = officer) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/declarations/waiting',
      headers,
      payload: { protocol: protocolVersion, nonce: 'nonce-of-waiting', known },
    });
    expect({ status: answer.statusCode, body: answer.body }).toMatchObject({ status: 200 });
    return declaredHereResponseSchema.parse(answer.json());
  };
  const idsOf = async (): Promise<string[]> =>
    (await ask()).waiting.map(({ declarationId }) => declarationId);
  let people = 0;
  const declareAt = async (unitId?: string, corrects: Citizen | null = null) => {
    people += 1;
    const citizen = newCitizen();
    const input = citizenInput(people, departing);
    const answer = await declare(send, citizen, input, corrects, unitId);
    return { ...citizen, answer, name: input['fullName'] };
  };
  return { world, store, app, send, time, tablet, session, ask, idsOf, declareAt };
};

describe.each(bothEngines)('declaring at a poster, on $name', (engine) => {
  it('[POSTER-1] a declaration bears the unit of the poster; a unit that is not known keeps nobody from declaring', async () => {
    const { world, store, app, declareAt } = await openPosts(engine);
    await using _ = world;
    const here = await declareAt('hn-01');
    expect(here.answer.toldUnit).toEqual({ unitId: 'hn-01', untilMs: serverNowMs + 6 * hourMs });
    const nowhere = await declareAt('hn-99');
    expect(nowhere.answer.toldUnit).toBeUndefined();
    expect(nowhere.answer.code).toMatch(/^HN1:/);
    const kept = await Promise.all(
      [here, nowhere, await declareAt()].map((one) =>
        store.findOnlineDeclaration(one.declarationId),
      ),
    );
    expect(kept.map((one) => one?.unitId)).toEqual(['hn-01', null, null]);
    const asked = await app.inject({ url: '/api/v1/units/hn-01' });
    expect(unitResponseSchema.parse(asked.json())).toEqual({ unit: units[0] });
    const unknown = await refusal(app, { url: '/api/v1/units/hn-99' });
    expect(unknown).toMatchObject({ problem: 'unit/unknown' });
  });

  it('[POSTER-2] an officer of the unit is handed the codes of who declared there in the last six hours, each noted once, and of nobody else', async () => {
    const { world, store, time, session, ask, declareAt } = await openPosts(engine);
    await using _ = world;
    const early = await declareAt('hn-01');
    time.nowMs += 10 * 60_000;
    const late = await declareAt('hn-01');
    await declareAt('hn-02');
    await declareAt();
    const { waiting, serverTimeMs } = await ask();
    expect(serverTimeMs).toBe(time.nowMs);
    expect(waiting.map((one) => [one.declarationId, one.issuedAtMs])).toEqual([
      [early.declarationId, serverNowMs],
      [late.declarationId, serverNowMs + 10 * 60_000],
    ]);
    const [first] = waiting;
    const read = readDeclared(early.declarationId, first?.code ?? '', serverNowMs);
    expect(read).toMatchObject({ name: early.name });
    expect(readDeclared(late.declarationId, first?.code ?? '', serverNowMs)).toBeNull();
    const again = await ask([early.declarationId]);
    expect(again.waiting.map(({ code }) => code)).toEqual([
      null,
      expect.stringMatching(/^HN1:/) as string,
    ]);
    expect((await ask(waiting.map((one) => one.declarationId))).waiting).toHaveLength(2);
    const noted = await store.listNewestAudit({ before: null, deed: 'declared-here' }, 10);
    expect(noted.map(({ officerId, unitId, subjects }) => [officerId, unitId, subjects])).toEqual([
      ['hn-01-scanning-officer', 'hn-01', [late.declarationId]],
      ['hn-01-scanning-officer', 'hn-01', [early.declarationId, late.declarationId]],
    ]);
    const elsewhere = await session('tt-01', await world.enrol('tt-01'));
    expect((await ask([], elsewhere)).waiting).toEqual([]);
    time.nowMs = serverNowMs + 6 * hourMs + 1;
    const later = await session('hn-01');
    expect((await ask([], later)).waiting.map((one) => one.declarationId)).toEqual([
      late.declarationId,
    ]);
  });

  it('[POSTER-3] who corrected, took back, or was recorded by any tablet is not handed any more', async () => {
    const { world, app, send, tablet, idsOf, declareAt } = await openPosts(engine);
    await using _ = world;
    const [corrected, gone, crossed] = [
      await declareAt('hn-01'),
      await declareAt('hn-01'),
      await declareAt('hn-01'),
    ];
    const correction = await declareAt('hn-01', corrected);
    await withdraw(send, gone);
    expect((await idsOf()).toSorted()).toEqual(
      [crossed.declarationId, correction.declarationId].toSorted(),
    );
    const plain = crossingEntry(2);
    if (plain.kind !== 'crossing.recorded') throw new Error('no crossing');
    const signedId = crossed.declarationId;
    const shown: Entry = { ...plain, schema: 4, data: { ...plain.data, signedId } };
    await push(app, tablet, [pushedAt(1, declarationEntry(1)), pushedAt(2, shown)]);
    expect(await idsOf()).toEqual([correction.declarationId]);
  });

  it('[POSTER-2] of a crowd the latest are handed, in their order', async () => {
    const { world, store } = await openPosts(engine);
    await using _ = world;
    const crowd = Array.from({ length: mostDeclaredHere + 20 }, (_one, index) => index);
    await world.store.transact(async (tx) => {
      for (const index of crowd) {
        await tx.insertOnlineDeclaration({
          declarationId: idOf('declared', index),
          secretHash: '',
          supersedes: null,
          unitId: 'hn-01',
          ended: null,
          issuedAtMs: serverNowMs + index,
          expiresAtMs: serverNowMs + hourMs,
          body: 'nobody opens it',
        });
      }
    });
    const where = { unitId: 'hn-01', sinceMs: serverNowMs, limit: mostDeclaredHere };
    const listed = await store.listDeclaredAt(where);
    expect(listed.map((one) => one.issuedAtMs - serverNowMs)).toEqual(crowd.slice(20));
  });
});
