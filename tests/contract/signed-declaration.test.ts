import { encode } from 'cborg';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCoseSign1 } from '#domain/qr/cose-sign1.ts';
import { recognise } from '#domain/qr/recognise.ts';
import { bytesToBase45 } from '#domain/qr/base45.ts';
import { makeDeclarationCode, type Issue } from '#domain/qr/signed-declaration.ts';
import { verifyCode } from '#domain/qr/verify-code.ts';
import type { TrustKey } from '#domain/qr/trust-key.ts';
import { verifySignature } from '../../src/platform/verify-signature.ts';
import { makeSigner, signBytes, toDeclarationCode } from '../support/code-signer.ts';
import { issuedAtMs, issueOf, typicalDeclaration } from '../support/sample-declaration.ts';
import { hexToBytes, readVectors } from '../support/vector-file.ts';

const hourMs = 3_600_000;
const signer = makeSigner('ES256', 'declaration');

const codeOf = (issue: Issue, by = signer): string => {
  const made = makeDeclarationCode(issue, by.trusted.keyId, by.sign);
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
};

const check = (
  text: string,
  trusted: readonly TrustKey[] = [signer.trusted],
  nowMs = issuedAtMs,
) => {
  const code = recognise(text);
  if (code.kind !== 'signed-declaration' && code.kind !== 'vaccine-pass') {
    throw new Error(`not a signed code: ${code.kind}`);
  }
  return verifyCode(code, trusted, nowMs, verifySignature);
};

const published = readVectors('signed/cose-sign1.txt');

const refused = [
  ['no array', 'a0'],
  ['three parts', '8343a10126a040'],
  ['another algorithm', '8444a1013822a04040'],
  ['none', '8440a04040'],
  ['something critical', '8447a2012602810aa04040'],
  ['a key twice', '8445a201260126a04040'],
  ['no end', '9f43a10126a04040ff'],
  ['bytes after it', '8443a10126a0404000'],
  ['a length beyond the end', '8443a10126a05bffffffffffffffff'],
  ['a nest', '81'.repeat(8000)],
];

describe('signed messages', () => {
  it.each(published)(
    '[COSE-2] $source verifies, and not with a byte changed',
    async ({ message = '', x = '', y = '', keyId, content }) => {
      const bytes = hexToBytes(message);
      const parsed = parseCoseSign1(bytes);
      if (parsed === null) throw new Error('not read');
      expect(parsed.keyId).toBe(keyId);
      expect(new TextDecoder().decode(parsed.payload)).toBe(content);
      const toBase64url = (hex: string) => Buffer.from(hex, 'hex').toString('base64url');
      const jwk = { kty: 'EC', crv: 'P-256', x: toBase64url(x), y: toBase64url(y) } as const;
      const key = { algorithm: 'ES256', jwk } as const;
      const { signedBytes, signature } = parsed;
      expect(await verifySignature(key, signedBytes, signature)).toBe(true);
      expect(await verifySignature(key, signedBytes.with(20, 0), signature)).toBe(false);
    },
  );

  it.each(refused)('[COSE-3] a message with %s is refused', (_, hex) => {
    expect(parseCoseSign1(hexToBytes(hex))).toBeNull();
  });
});

describe('a signed declaration', () => {
  it('[HN1-1] tells a tablet all that was declared', async () => {
    const proxied = {
      byProxy: true,
      channel: 'proxy_qr',
      'proxy.name': 'Nguyễn Văn Bình',
      'proxy.phone': '+84987654321',
      'epi.anySymptom': true,
      'epi.symptoms': ['ho', 'khac'],
      'epi.onset': '2026-11-20',
      oldDocNumber: '012345678',
      dob: '1990',
      'addr.temporary': { unitSet: 'text', detail: 'Nhà người quen' },
    } as const;
    for (const change of [{}, { ...proxied, 'epi.symptoms': [...proxied['epi.symptoms']] }]) {
      const issue = issueOf(change);
      expect(await check(codeOf(issue))).toEqual({
        outcome: 'verified',
        keyId: signer.trusted.keyId,
        content: {
          kind: 'signed-declaration',
          ...issue,
          expiresAtMs: issuedAtMs + 72 * hourMs,
        },
      });
    }
  });

  it('[HN1-2] a typical declaration takes 480 characters at most', () => {
    expect(codeOf(issueOf()).length).toBeLessThanOrEqual(480);
  });

  it('[HN1-3] what does not fit a readable code is refused when it is made', () => {
    const long = Array.from({ length: 300 }, (_, at) =>
      String.fromCodePoint(0x1ea0 + ((at * 37) % 80)),
    );
    const issue = issueOf({
      'epi.symptomNote': long.join(''),
      'epi.places': long.toReversed().join(''),
    });
    expect(makeDeclarationCode(issue, signer.trusted.keyId, signer.sign)).toEqual({
      ok: false,
      error: { code: 'declaration-code/too-long' },
    });
  });

  it('[HN1-4] one letter changed, anywhere, and it is not believed', async () => {
    const code = codeOf(issueOf());
    const places = fc.integer({ min: 4, max: code.length - 1 });
    const letters = fc.constantFrom(...Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'));
    await fc.assert(
      fc.asyncProperty(places, letters, async (place, letter) => {
        fc.pre(code[place] !== letter);
        const { outcome } = await check(code.slice(0, place) + letter + code.slice(place + 1));
        expect(['malformed', 'bad-signature', 'unknown-key']).toContain(outcome);
      }),
      { numRuns: 400 },
    );
  });

  it('[HN1-5] says when it is over, and when it has not begun', async () => {
    const code = codeOf(issueOf());
    const at = async (nowMs: number) => (await check(code, undefined, nowMs)).outcome;
    expect(await at(issuedAtMs - 6 * 60_000)).toBe('not-yet-valid');
    expect(await at(issuedAtMs - 4 * 60_000)).toBe('verified');
    expect(await at(issuedAtMs + 72 * hourMs - 1)).toBe('verified');
    expect(await at(issuedAtMs + 72 * hourMs)).toBe('expired');
  });

  it('[HN1-6] only a key of this purpose, algorithm, issuer and time is believed', async () => {
    const code = codeOf(issueOf());
    const { trusted } = signer;
    const withKeys = async (...keys: TrustKey[]) => (await check(code, keys)).outcome;
    expect(await withKeys()).toBe('unknown-key');
    expect(await withKeys({ ...trusted, keyId: 'ffffffff' })).toBe('unknown-key');
    expect(await withKeys({ ...trusted, purpose: 'vaccine-pass' })).toBe('unknown-key');
    expect(await withKeys({ ...trusted, issuer: 'XX' })).toBe('unknown-key');
    expect(await withKeys({ ...trusted, withdrawnAtMs: 1 })).toBe('withdrawn-key');
    expect(await withKeys({ ...trusted, notAfterMs: issuedAtMs - 1 })).toBe('withdrawn-key');
    expect(await withKeys({ ...trusted, notBeforeMs: issuedAtMs + hourMs })).toBe('withdrawn-key');
    const namesake = makeSigner('ES256', 'declaration').trusted;
    expect(await withKeys(namesake)).toBe('bad-signature');
    expect(await withKeys(namesake, trusted)).toBe('verified');
  });

  it('[HN1-7] what no issuer writes is refused though its signature holds', async () => {
    const claims = (field: Map<unknown, unknown>) =>
      new Map<number, unknown>([
        [1, 'VN'],
        [6, issuedAtMs / 1000],
        [4, issuedAtMs / 1000 + 60],
        [-65_537, field],
      ]);
    const hostile: unknown[] = [
      new Map(),
      [],
      claims(new Map()),
      claims(
        new Map<unknown, unknown>([
          [1, new Uint8Array(16)],
          [2, 0],
          ['__proto__', 1],
        ]),
      ),
      claims(
        new Map<unknown, unknown>([
          [1, new Uint8Array(16)],
          [3, 2n ** 63n],
        ]),
      ),
      new Map<number, unknown>([
        [1, 'VN'],
        [6, 0],
        [4, 1e308],
      ]),
    ];
    for (const payload of hostile) {
      const code = toDeclarationCode(signer, encode(payload));
      expect((await check(code)).outcome).toBe('malformed');
    }
  });

  it('[HN1-7] letters that nobody sees are neither signed nor read', async () => {
    const code = codeOf(issueOf({ fullName: 'Nguyễn\u202E An\u0000\u200B' }));
    expect(await check(code)).toMatchObject({
      content: { declaration: { fullName: 'Nguyễn An' } },
    });
  });

  it('[HN1-8] a code that inflates beyond all measure is refused within its bounds', async () => {
    const bomb = toDeclarationCode(signer, new Uint8Array(300_000), true);
    expect(bomb.length).toBeLessThan(900);
    expect((await check(bomb)).outcome).toBe('malformed');
  });

  it('[HN1-8] no bytes behind a prefix make the check throw (seed 2021)', async () => {
    const junk = fc.uint8Array({ maxLength: 400 });
    const texts = fc.oneof(
      junk.map((bytes) => bytesToBase45(bytes)),
      junk.map((bytes) => bytesToBase45(signBytes(signer, bytes))),
      fc.string({ unit: 'binary', maxLength: 900 }),
    );
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom('HN1:', 'HC1:'), async (text, prefix) => {
        const kind = prefix === 'HN1:' ? 'signed-declaration' : 'vaccine-pass';
        const code = { kind, text: prefix + text } as const;
        const { outcome } = await verifyCode(code, [signer.trusted], issuedAtMs, verifySignature);
        expect(outcome).not.toBe('verified');
      }),
      { seed: 2021, numRuns: 1_000 },
    );
  });

  it('[HN1-9] a corrected declaration names the one it replaces', async () => {
    const supersedes = '01935f3a-0000-4b2a-9d3e-5f6a7b8c9d0e';
    expect(await check(codeOf({ ...issueOf(), supersedes }))).toMatchObject({
      content: { supersedes, declaration: typicalDeclaration },
    });
  });
});
