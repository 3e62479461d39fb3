import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { describe, expect, it } from 'vitest';
import { protocolVersion } from '#protocol/version.ts';
import { pushMediaType, pushResponseSchema } from '#protocol/push.ts';
import { signatureHeaders } from '#protocol/request-signature.ts';
import { idOf } from '../support/id-of.ts';
import { makeTestSigner, signedHeaders, type TestSigner } from '../support/test-signer.ts';
import { sampleLog } from './sample-log.ts';
import { enrolCode, openWorld, pushBody, refusal, type ServerWorld } from './server-world.ts';

type Request = InjectOptions & {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Record<string, string>;
};

const signed = (
  by: TestSigner,
  method: 'GET' | 'POST',
  url: string,
  body?: { readonly type: string; readonly content: string | Buffer },
): Request => ({
  method,
  url,
  headers: {
    ...signedHeaders(by, { method, target: url, body: body?.content ?? '' }),
    ...(body ? { 'content-type': body.type } : {}),
  },
  ...(body ? { payload: body.content } : {}),
});

const json = (message: object) => ({ type: 'application/json', content: JSON.stringify(message) });

let tablets = 0;

/** A tablet with a key of its own, enrolled as the tablet's own code does it. */
const enrolSigner = async ({ app }: ServerWorld, unitId = 'hn-01') => {
  tablets += 1;
  const signer = makeTestSigner(idOf('signing device', tablets));
  const message = {
    protocol: protocolVersion,
    nonce: 'nonce-of-enrolment',
    deviceId: signer.deviceId,
    code: enrolCode,
    unitId,
    deviceName: 'Máy',
    key: signer.publicKey,
  };
  const answer = await app.inject(signed(signer, 'POST', '/api/v1/enrol', json(message)));
  expect(answer.statusCode).toBe(200);
  return { signer, logId: idOf('signed log', tablets) };
};

const pushOf = ({ signer, logId }: Awaited<ReturnType<typeof enrolSigner>>, count = 2): Request =>
  signed(signer, 'POST', '/api/v1/push', {
    type: pushMediaType,
    content: pushBody({ logId }, sampleLog(count)),
  });

const pullUrl = `/api/v1/pull?protocol=${protocolVersion}&scope=unit:hn-01&limit=5`;

const withHeader = (request: Request, name: string, value: string): Request => ({
  ...request,
  headers: { ...request.headers, [name]: value },
});

const without = (request: Request, name: string): Request => ({
  ...request,
  headers: Object.fromEntries(Object.entries(request.headers).filter(([key]) => key !== name)),
});

describe('a signed request', () => {
  it('[ENROL-11] is served, and whatever is altered about it is refused alike, whoever it names', async () => {
    await using world = await openWorld();
    const tablet = await enrolSigner(world);
    const other = await enrolSigner(world);
    const stranger = makeTestSigner();
    const impostor = { ...stranger, deviceId: tablet.signer.deviceId };
    const push = pushOf(tablet);
    const pull = signed(tablet.signer, 'GET', pullUrl);
    const board = signed(tablet.signer, 'GET', '/api/v1/board');
    const { signature, nonce, body, device } = signatureHeaders;
    const proof = push.headers[signature] ?? '';
    const altered: Record<string, Request> = {
      'a tablet that nobody knows': signed(stranger, 'GET', pullUrl),
      'a foreign key under a known name': signed(impostor, 'GET', pullUrl),
      'the name of another tablet': withHeader(pull, device, other.signer.deviceId),
      'another method': {
        ...push,
        headers: signedHeaders(tablet.signer, {
          method: 'GET',
          target: push.url,
          body: pushBody(tablet, sampleLog(2)),
        }),
      },
      'another path': { ...pull, url: '/api/v1/board' },
      'another query': { ...pull, url: `${pullUrl}0` },
      'a query that was added': { ...board, url: '/api/v1/board?x=1' },
      'another nonce': withHeader(pull, nonce, 'another-nonce-than-before'),
      'another body': { ...push, payload: pushBody(tablet, sampleLog(4)) },
      'a cut body': { ...push, payload: pushBody(tablet, sampleLog(2)).subarray(1) },
      'another body, and its hash': {
        ...withHeader(
          push,
          body,
          signedHeaders(stranger, {
            method: 'POST',
            target: push.url,
            body: pushBody(tablet, sampleLog(4)),
          })[body] ?? '',
        ),
        payload: pushBody(tablet, sampleLog(4)),
      },
      'a body put on a GET': withHeader(pull, body, 'a'.repeat(64)),
      'a cut signature': withHeader(push, signature, proof.slice(0, -1)),
      'a signature with more behind it': withHeader(push, signature, `${proof}A`),
      'a signature of nothing': withHeader(push, signature, 'A'.repeat(86)),
      'a signature in DER and not in two halves': withHeader(
        push,
        signature,
        Buffer.alloc(71, 0x30).toString('base64url'),
      ),
      'another unit': signed(impostor, 'GET', pullUrl.replace('hn-01', 'hn-02')),
      ...Object.fromEntries(
        [device, nonce, body, signature].map((name) => [`no ${name}`, without(push, name)]),
      ),
    };
    const answers = new Map<string, string>();
    for (const [what, request] of Object.entries(altered)) {
      const { problem, retry, ...rest } = await refusal(world.app, request);
      answers.set(what, `${problem} ${retry} ${Object.keys(rest).join()}`);
    }
    expect(Object.fromEntries(answers)).toEqual(
      Object.fromEntries(
        Object.keys(altered).map((what) => [what, 'device/unknown after-sign-in reference']),
      ),
    );
    expect(await world.store.listEntries({ unitId: 'hn-01', status: 'applied' })).toEqual([]);
    for (const request of [push, pull, board]) {
      expect((await world.app.inject(request)).statusCode).toBe(200);
    }
  });

  it('[ENROL-11] reads the feed of its own unit and no other', async () => {
    await using world = await openWorld();
    const { signer } = await enrolSigner(world, 'hn-02');
    const problem = await refusal(world.app, signed(signer, 'GET', pullUrl));
    expect(problem.problem).toBe('device/not-allowed');
  });

  it('[ENROL-12] sent again as it was changes nothing', async () => {
    await using world = await openWorld();
    const tablet = await enrolSigner(world);
    const push = pushOf(tablet, 4);
    const [first, ...again] = [
      await world.app.inject(push),
      await world.app.inject(push),
      ...(await Promise.all([world.app.inject(push), world.app.inject(push)])),
    ].map((answer) => pushResponseSchema.parse(answer.json()));
    expect(first?.results).toMatchObject([{ from: 1, through: 4, status: 'applied' }]);
    for (const answer of again) {
      expect(answer).toMatchObject({ ackedThrough: 4, results: [{ status: 'duplicate' }] });
    }
    const applied = await world.store.listEntries({ unitId: 'hn-01', status: 'applied' });
    expect(applied).toHaveLength(4);
  });

  it('[ENROL-11] garbage in every header is refused and never a fault of the server', async () => {
    await using world = await openWorld();
    const tablet = await enrolSigner(world);
    const push = pushOf(tablet);
    const names = fc.constantFrom(...Object.values(signatureHeaders), 'authorization');
    const garbage = fc.oneof(
      fc.string({ unit: 'grapheme-ascii', maxLength: 200 }),
      fc.base64String({ maxLength: 120 }),
      fc.constantFrom(
        '',
        'null',
        '__proto__',
        '0'.repeat(64),
        tablet.signer.deviceId.toUpperCase(),
      ),
    );
    const tampered = fc.uniqueArray(fc.tuple(names, garbage), {
      minLength: 1,
      maxLength: 5,
      selector: ([name]) => name,
    });
    await fc.assert(
      fc.asyncProperty(tampered, async (pairs) => {
        const headers = { ...push.headers, ...Object.fromEntries(pairs) };
        const { statusCode } = await world.app.inject({ ...push, headers });
        const isSame = Object.values(signatureHeaders).every(
          (name) => headers[name] === push.headers[name],
        );
        expect(statusCode).toBe(isSame ? 200 : 401);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a tablet from before tablets had keys', () => {
  const registration = (signer: TestSigner, deviceToken: string, key = signer.publicKey) => {
    const message = { protocol: protocolVersion, nonce: 'nonce-of-the-key', key };
    const request = signed(signer, 'POST', '/api/v1/device-key', json(message));
    return withHeader(request, 'authorization', `Bearer ${deviceToken}`);
  };

  it('[ENROL-13] makes its key known with its token, which is refused from then on', async () => {
    await using world = await openWorld();
    const { deviceId, deviceToken } = await world.enrol();
    const signer = makeTestSigner(deviceId);
    const bearer = { url: '/api/v1/board', headers: { authorization: `Bearer ${deviceToken}` } };
    expect((await world.app.inject(bearer)).statusCode).toBe(200);
    const once = registration(signer, deviceToken);
    // The answer may have been lost.
    for (const request of [once, once, registration(signer, deviceToken)]) {
      expect((await world.app.inject(request)).json()).toEqual({
        nonce: 'nonce-of-the-key',
        deviceId,
      });
    }
    expect((await refusal(world.app, bearer)).problem).toBe('device/unknown');
    const board = signed(signer, 'GET', '/api/v1/board');
    expect((await world.app.inject(board)).statusCode).toBe(200);
  });

  it('[ENROL-13] keeps its first key, and takes none that was not proven', async () => {
    await using world = await openWorld();
    const { deviceId, deviceToken } = await world.enrol();
    const other = await world.enrol();
    const signer = makeTestSigner(deviceId);
    const thief = makeTestSigner(deviceId);
    const unproven = [
      registration(signer, deviceToken, thief.publicKey),
      registration(signer, other.deviceToken),
      registration(signer, 'A'.repeat(43)),
      without(registration(signer, deviceToken), signatureHeaders.signature),
    ];
    for (const request of unproven) {
      expect((await refusal(world.app, request)).problem).toBe('device/unknown');
    }
    expect((await world.app.inject(registration(signer, deviceToken))).statusCode).toBe(200);
    const late = await refusal(world.app, registration(thief, deviceToken));
    expect(late.problem).toBe('device/unknown');
  });
});
