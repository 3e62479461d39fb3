import { describe, expect, it } from 'vitest';
import { recognise } from '#domain/qr/recognise.ts';
import { trustKeySchema } from '#domain/qr/trust-key.ts';
import { verifyCode, type Verification } from '#domain/qr/verify-code.ts';
import { codeNewsSchema } from '#domain/qr/code-news.ts';
import { addSigningKey } from '../../sync-server/services/trust/keep-keys.ts';
import { createSecretBox } from '../../sync-server/services/sealing/secret-box.ts';
import { sealedStore } from '../../sync-server/services/sealing/sealed-store.ts';
import { verifySignature } from '../../src/platform/verify-signature.ts';
import {
  citizenInput,
  declare,
  declareRequest,
  newCitizen,
  sendTo,
  withdraw,
} from '../support/citizen.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { testKeys } from '../support/sealing.ts';
import { bothEngines } from './engines.ts';
import { openWorld, pull, serverNowMs, type ServerWorld, type Tablet } from './server-world.ts';

const departing = { 'move.departAt': '25/07/2021' };

/** A ledger with its signing key, whose secrets lie sealed. */
const openDeclaring = async (engine: (typeof bothEngines)[number]) => {
  const world = await openWorld(engine);
  const store = sealedStore(world.store, createSecretBox(testKeys, seededRandom(31)));
  const ports = { store, clock: () => serverNowMs };
  await addSigningKey(ports);
  const app = world.withPorts({ store });
  return { world, app, store, ports, send: sendTo(app) };
};

/** What a tablet was told of keys and codes. */
const told = async (world: ServerWorld, tablet: Tablet) => {
  const { changes } = await pull(world.app, tablet, { scope: 'reference', limit: '500' });
  const bodies = (kind: string) =>
    changes.filter((change) => change.kind === kind).map(({ body }) => body);
  return {
    keys: bodies('trust-key').map((body) => trustKeySchema.parse(body)),
    news: bodies('code-news').map((body) => codeNewsSchema.parse(body)),
  };
};

const verify = async (world: ServerWorld, tablet: Tablet, text: string): Promise<Verification> => {
  const code = recognise(text);
  if (code.kind !== 'signed-declaration') throw new Error(code.kind);
  const { keys } = await told(world, tablet);
  return verifyCode(code, keys, serverNowMs, verifySignature);
};

describe.each(bothEngines)('declaring online, on $name', (engine) => {
  it('[DECLARE-1] what was declared is kept sealed, and its code is believed by a tablet that knows only the feed', async () => {
    const { world, send } = await openDeclaring(engine);
    await using _ = world;
    const tablet = await world.enrol();
    const citizen = newCitizen();
    const input = citizenInput(1, departing);
    const { code, expiresAtMs } = await declare(send, citizen, input);
    expect(expiresAtMs).toBe(serverNowMs + 72 * 3_600_000);
    expect(await verify(world, tablet, code)).toMatchObject({
      outcome: 'verified',
      content: {
        id: citizen.declarationId,
        declaration: { fullName: input['fullName'], channel: 'self_qr', 'epi.anySymptom': false },
      },
    });
    const kept = await world.store.findOnlineDeclaration(citizen.declarationId);
    expect(kept?.body).toMatch(/^sealed:1:/);
    expect(JSON.stringify(kept)).not.toContain(citizen.secret);
  });

  it('[DECLARE-2] asked again after a lost answer it is one declaration, and with another secret it is refused', async () => {
    const { world, send } = await openDeclaring(engine);
    await using _ = world;
    const citizen = newCitizen();
    const request = await declareRequest(send, citizen, citizenInput(2, departing));
    const answers = await Promise.all([1, 2, 3].map(() => send('declarations', request)));
    const ids = answers.map(({ body }) => body);
    expect(ids).toEqual(
      ids.map(() => expect.objectContaining({ declarationId: citizen.declarationId })),
    );
    const stranger = { ...newCitizen(), declarationId: citizen.declarationId };
    const other = await declareRequest(send, stranger, citizenInput(3, departing));
    expect((await send('declarations', other)).body).toMatchObject({ problem: 'declare/refused' });
  });

  it('[DECLARE-3] a correction is another code that replaces the first, and tablets are told by id alone', async () => {
    const { world, send } = await openDeclaring(engine);
    await using _ = world;
    const tablet = await world.enrol();
    const [first, second] = [newCitizen(), newCitizen()];
    await declare(send, first, citizenInput(4, departing));
    const input = citizenInput(4, { ...departing, fullName: 'Nguyễn Thị Sửa' });
    const { code } = await declare(send, second, input, first);
    expect(await verify(world, tablet, code)).toMatchObject({
      content: { id: second.declarationId, supersedes: first.declarationId },
    });
    const untilMs = serverNowMs + 72 * 3_600_000;
    const { declarationId } = first;
    expect((await told(world, tablet)).news).toEqual([
      { what: 'superseded', declarationId, untilMs },
    ]);
    const again = await declareRequest(send, newCitizen(), input, first);
    expect((await send('declarations', again)).body).toMatchObject({ problem: 'declare/ended' });
    const thief = await declareRequest(send, newCitizen(), input, {
      ...newCitizen(),
      declarationId: second.declarationId,
    });
    expect((await send('declarations', thief)).body).toMatchObject({ problem: 'declare/refused' });
  });

  it('[DECLARE-4] who declared takes it back, once and for good; nobody else can', async () => {
    const { world, send } = await openDeclaring(engine);
    await using _ = world;
    const tablet = await world.enrol();
    const citizen = newCitizen();
    await declare(send, citizen, citizenInput(5, departing));
    const strange = { ...citizen, secret: '0'.repeat(64) };
    expect((await withdraw(send, strange)).body).toMatchObject({ problem: 'declare/refused' });
    const unknown = await withdraw(send, newCitizen());
    expect(unknown.body).toMatchObject({ problem: 'declare/refused' });
    for (const _time of [1, 2]) {
      expect(await withdraw(send, citizen)).toMatchObject({ status: 200 });
    }
    const { declarationId } = citizen;
    expect((await told(world, tablet)).news).toMatchObject([{ what: 'withdrawn', declarationId }]);
  });

  it('[DECLARE-5] without work for this very declaration, or with answers missing or not asked, nothing is kept', async () => {
    const { world, send } = await openDeclaring(engine);
    await using _ = world;
    const citizen = newCitizen();
    const request = await declareRequest(send, citizen, citizenInput(6, departing));
    const refused = async (change: object) =>
      (await send('declarations', { ...request, ...change })).body;
    const other = newCitizen();
    for (const change of [
      { declarationId: other.declarationId },
      { proof: { ...request.proof, counter: request.proof.counter + 1 } },
      { proof: { ...request.proof, challenge: request.proof.challenge.replace('16.', '0.') } },
    ]) {
      expect(await refused(change)).toMatchObject({ problem: 'declare/proof-refused' });
    }
    const { 'epi.anySymptom': _symptom, ...unanswered } = request.input;
    expect(await refused({ input: unanswered })).toMatchObject({ problem: 'declare/incomplete' });
    const long = { detail: 'ư'.repeat(390) };
    const tooLong = { ...request.input, 'move.from': long, 'move.to': long };
    expect(await refused({ input: tooLong })).toMatchObject({
      problem: expect.stringMatching(/^declare\/(incomplete|too-long)$/),
    });
    expect(await refused({ input: { ...request.input, 'check.verdict': 'pass' } })).toMatchObject({
      problem: 'request/malformed',
    });
    expect(await world.store.findOnlineDeclaration(citizen.declarationId)).toBeNull();
  });
});
