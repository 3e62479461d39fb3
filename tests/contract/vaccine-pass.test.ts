import { describe, expect, it } from 'vitest';
import { recognise } from '#domain/qr/recognise.ts';
import type { TrustKey } from '#domain/qr/trust-key.ts';
import { comparePerson, meaningOf } from '#domain/qr/vaccine-pass.ts';
import { verifyCode } from '#domain/qr/verify-code.ts';
import { verifySignature } from '../../src/platform/verify-signature.ts';
import { makeSigner, toPassCode } from '../support/code-signer.ts';

const issuedAtMs = Date.parse('2026-01-10T08:00:00Z');
const signers = (['ES256', 'PS256'] as const).map((algorithm) =>
  makeSigner(algorithm, 'vaccine-pass', { keyId: 'd919375fc1e7b6b2' }),
);

const certificate = {
  ver: '1.3.0',
  nam: { fn: 'Nguyễn', gn: 'Thị Thanh\u202E Hương', fnt: 'NGUYEN', gnt: 'THI<THANH<HUONG' },
  dob: '1990-05-17',
  v: [
    {
      tg: '840539006',
      vp: '1119349007',
      mp: 'EU/1/20/1528',
      ma: 'ORG-100030215',
      dn: 2,
      sd: 2,
      dt: '2026-01-05',
      co: 'VN',
      is: 'Bộ Y tế',
      ci: 'URN:UVCI:01:VN:1',
    },
  ],
};

const claimsOf = (body: unknown) =>
  new Map<number, unknown>([
    [1, 'VN'],
    [6, issuedAtMs / 1000],
    [4, issuedAtMs / 1000 + 365 * 86_400],
    [-260, new Map([[1, body]])],
  ]);

const check = (text: string, trusted: readonly TrustKey[], nowMs = issuedAtMs) => {
  const code = recognise(text);
  if (code.kind !== 'vaccine-pass') throw new Error(`not a pass: ${code.kind}`);
  return verifyCode(code, trusted, nowMs, verifySignature);
};

describe('a vaccine pass', () => {
  it.each(signers)(
    '[PASS-1] signed with $trusted.algorithm is read without a network',
    async (signer) => {
      // Both keys have the same id: a hint, and not a proof.
      const keys = signers.map(({ trusted }) => trusted);
      expect(await check(toPassCode(signer, claimsOf(certificate)), keys)).toEqual({
        outcome: 'verified',
        keyId: 'd919375fc1e7b6b2',
        content: {
          kind: 'vaccine-pass',
          issuer: 'VN',
          issuedAtMs,
          expiresAtMs: issuedAtMs + 365 * 86_400_000,
          name: 'Nguyễn Thị Thanh Hương',
          latinName: 'NGUYEN THI THANH HUONG',
          dob: '1990-05-17',
          events: [
            { kind: 'vaccine', product: 'EU/1/20/1528', dose: 2, ofDoses: 2, on: '2026-01-05' },
          ],
        },
      });
    },
  );

  it.each(signers)('[PASS-2] of $trusted.algorithm says why it is not believed', async (signer) => {
    const { trusted } = signer;
    const code = toPassCode(signer, claimsOf(certificate));
    const outcomeOf = async (...args: Parameters<typeof check>) => (await check(...args)).outcome;
    expect(await outcomeOf(code, [])).toBe('unknown-key');
    expect(await outcomeOf(code, [{ ...trusted, withdrawnAtMs: 1 }])).toBe('withdrawn-key');
    expect(await outcomeOf(code, [trusted], issuedAtMs + 366 * 86_400_000)).toBe('expired');
    expect(await outcomeOf(code, [trusted], issuedAtMs - 86_400_000)).toBe('not-yet-valid');
    const other = makeSigner(trusted.algorithm, 'vaccine-pass', { keyId: trusted.keyId });
    expect(await outcomeOf(code, [other.trusted])).toBe('bad-signature');
    const nothing = toPassCode(signer, claimsOf({ nam: {} }));
    expect(await outcomeOf(nothing, [trusted])).toBe('malformed');
    expect(await outcomeOf('HC1:6BF+70790T9WJWG.FKY*4GO0', [trusted])).toBe('malformed');
  });

  it('[PASS-3] says what a dose, a test and an illness mean on the day', () => {
    const dose = { kind: 'vaccine', product: '', dose: 1, ofDoses: 2, on: '2026-01-05' } as const;
    expect(meaningOf(dose, '2026-02-01')).toBe('pass/doses-incomplete');
    expect(meaningOf({ ...dose, dose: 3 }, '2026-02-01')).toBe('pass/doses-complete');
    const test = { kind: 'test', sampledAt: '2026-01-05T08:00:00Z', result: 'positive' } as const;
    expect(meaningOf(test, '2026-02-01')).toBe('pass/test-positive');
    expect(meaningOf({ ...test, result: 'other' }, '2026-02-01')).toBe('pass/test-unclear');
    const illness = { kind: 'recovery', from: '2026-01-01', until: '2026-06-30' } as const;
    expect(meaningOf(illness, '2026-06-30')).toBe('pass/recovered');
    expect(meaningOf(illness, '2026-07-01')).toBe('pass/recovery-over');
  });

  it('[PASS-4] the person of the pass is compared with the person of the card', () => {
    const pass = {
      name: 'Nguyễn Thị Thanh Hương',
      latinName: 'NGUYEN THI THANH HUONG',
      dob: '1990-05-17',
    };
    const card = { name: 'NGUYỄN THỊ THANH HƯƠNG', dob: '1990-05-17' };
    expect(comparePerson(pass, card)).toEqual({ name: 'exact', dob: 'same' });
    const foreign = { ...pass, name: 'Thanh Huong Nguyen Thi', dob: '1990' };
    expect(comparePerson(foreign, card)).toEqual({ name: 'without-diacritics', dob: 'same' });
    // Letters of another script that look the same are another name.
    const lookalike = { ...pass, name: 'Nguyễn Thị Thаnh Hương', latinName: '', dob: '' };
    expect(comparePerson(lookalike, card)).toEqual({ name: 'different', dob: 'unknown' });
    const other = { name: 'Trần Văn An', dob: '1991-05-17' };
    expect(comparePerson(pass, other)).toEqual({ name: 'different', dob: 'different' });
  });
});
