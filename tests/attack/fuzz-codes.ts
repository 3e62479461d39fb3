import { zlibSync } from 'fflate';
import { assessPerson } from '#domain/lane/assess-person.ts';
import { peopleInHand } from '#domain/lane/people-in-hand.ts';
import { bestToPrefill } from '#domain/lane/prefill-held.ts';
import { defaultRules } from '#domain/verdict/default-rules.ts';
import { bytesToBase45 } from '#domain/qr/base45.ts';
import { recognise } from '#domain/qr/recognise.ts';
import { openPassCode } from '#domain/qr/vaccine-pass.ts';
import { verifyCode, type Verification } from '#domain/qr/verify-code.ts';
import { verifySignature } from '../../src/platform/verify-signature.ts';
import { createDice, type Dice } from '../simulator/dice.ts';
import { makeSigner, signBytes, toDeclarationCode, toPassCode } from '../support/code-signer.ts';
import { issuedAtMs, issueOf } from '../support/sample-declaration.ts';
import { signIssue } from '../support/trusted-signer.ts';
import { naughtyStrings } from './naughty-strings.ts';

const signer = makeSigner('ES256', 'declaration');
const passSigner = makeSigner('ES256', 'vaccine-pass');
const trusted = [signer.trusted, passSigner.trusted];
const genuine = signIssue(signer, issueOf());
const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:|<=\u0000\u202Eệß';

const passBody = new Map<number, unknown>([
  [1, 'VN'],
  [6, issuedAtMs / 1000],
  [4, issuedAtMs / 1000 + 86_400],
  [-260, new Map([[1, { nam: { fn: 'A', fnt: 'A' }, dob: '1990', v: [] }]])],
]);
const seeds = [
  genuine,
  toPassCode(passSigner, passBody),
  '036190012345||Nguyễn Thị Hương|17051990|Nữ|Nam Cường, Nam Định|10082021',
  '036190012345|NGUYEN THI HUONG|1990-05-17|0|1629|<2<<0912345678',
  'GD4010112345678|4e67|17/05/1990|2|4e|36-001|-|$',
  'CHOT-P:HN-L-0009',
  'https://example.org',
];

const bytesOf = (dice: Dice, most: number): Uint8Array =>
  Uint8Array.from({ length: dice.below(most) }, () => dice.below(256));

/** A code as nobody means it. */
const hostileCode = (dice: Dice): string => {
  switch (dice.below(7)) {
    case 0:
      return `${dice.pick(['HN1:', 'HC1:'])}${bytesToBase45(bytesOf(dice, 500))}`;
    case 1:
      // Signed by somebody who is trusted, and nonsense.
      return `HN1:${bytesToBase45(signBytes(signer, bytesOf(dice, 400)))}`;
    case 2:
      return `HC1:${bytesToBase45(zlibSync(signBytes(passSigner, bytesOf(dice, 400))))}`;
    case 3:
      return toDeclarationCode(signer, new Uint8Array(dice.below(400_000)), true);
    case 4:
      return dice.pick(naughtyStrings) + dice.pick(seeds).slice(dice.below(20));
    default: {
      const text = dice.pick(seeds).split('');
      for (let changes = 1 + dice.below(4); changes > 0; changes -= 1) {
        const at = dice.below(text.length);
        text.splice(at, dice.below(3), letters[dice.below(letters.length)] ?? '');
      }
      return text.join('');
    }
  }
};

export type CodeFuzz = {
  readonly codes: number;
  readonly thrown: number;
  /** Codes that were believed though nobody signed what they say. */
  readonly forged: number;
  readonly slowestMs: number;
  readonly heapGrowthMb: number;
  readonly bombRefused: boolean;
};

const facts = {
  former: null,
  sameCode: null,
  news: [],
  uses: [],
  direction: 'in',
  temperature: null,
  ruleSet: defaultRules,
  nowMs: issuedAtMs,
} as const;

/** All that the lane does with a code, over very many that were never meant to be read. */
export const fuzzCodes = async (codes: number, seed: number): Promise<CodeFuzz> => {
  const dice = createDice(seed);
  const said = recognise(genuine);
  let [thrown, forged, slowestMs] = [0, 0, 0];
  const heapBefore = process.memoryUsage().heapUsed;
  for (let count = 0; count < codes; count += 1) {
    const text = hostileCode(dice);
    const begun = performance.now();
    try {
      const code = recognise(text);
      const checked = new Map<string, Verification>();
      if (code.kind === 'signed-declaration' || code.kind === 'vaccine-pass') {
        const found = await verifyCode(code, trusted, issuedAtMs, verifySignature);
        checked.set(text, found);
        const isGenuine = said.kind === code.kind && 'text' in said && said.text === code.text;
        if (found.outcome === 'verified' && code.kind === 'signed-declaration' && !isGenuine) {
          forged += 1;
        }
      }
      for (const person of peopleInHand([text, genuine], new Set(), checked)) {
        assessPerson(person, facts);
        bestToPrefill(person.codes);
      }
    } catch {
      thrown += 1;
    }
    slowestMs = Math.max(slowestMs, performance.now() - begun);
  }
  const bomb = `HC1:${bytesToBase45(zlibSync(new Uint8Array(10_000_000)))}`;
  return {
    codes,
    thrown,
    forged,
    slowestMs: Math.round(slowestMs),
    heapGrowthMb: Math.round((process.memoryUsage().heapUsed - heapBefore) / 1e6),
    bombRefused: openPassCode(bomb) === null && recognise(bomb).kind === 'unknown',
  };
};
