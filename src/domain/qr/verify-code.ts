import type { CoseSign1 } from './cose-sign1.ts';
import type { Recognised } from './recognise.ts';
import {
  openDeclarationCode,
  readSignedDeclaration,
  type SignedDeclaration,
} from './signed-declaration.ts';
import type { TrustKey, VerifySignature } from './trust-key.ts';
import { openPassCode, readVaccinePass, type VaccinePass } from './vaccine-pass.ts';

type SignedContent =
  | ({ readonly kind: 'signed-declaration' } & SignedDeclaration)
  | ({ readonly kind: 'vaccine-pass' } & VaccinePass);

/** What came of checking a signed code. What a code says is told only when its signature holds. */
export type Verification =
  | { readonly outcome: 'verified'; readonly content: SignedContent; readonly keyId: string }
  | { readonly outcome: 'expired'; readonly content: SignedContent }
  | { readonly outcome: 'not-yet-valid'; readonly content: SignedContent }
  /** Signed by a key that was taken back, or after it had been replaced. */
  | { readonly outcome: 'withdrawn-key' }
  | { readonly outcome: 'unknown-key' }
  | { readonly outcome: 'bad-signature' }
  | { readonly outcome: 'malformed' };

/** What the code says, whose signature holds by a key that stands; null: nothing may be believed. */
export const contentOf = (checked: Verification): SignedContent | null =>
  'content' in checked ? checked.content : null;

/** The clocks of tablet and issuer may differ by so much. */
const clockDifferenceMs = 5 * 60_000;

type SignedCode = Extract<Recognised, { kind: 'signed-declaration' | 'vaccine-pass' }>;

const open = ({ kind, text }: SignedCode): CoseSign1 | null =>
  kind === 'signed-declaration' ? openDeclarationCode(text) : openPassCode(text);

const read = (kind: SignedCode['kind'], payload: Uint8Array): SignedContent | null => {
  if (kind === 'signed-declaration') {
    const declaration = readSignedDeclaration(payload);
    return declaration && { kind, ...declaration };
  }
  const pass = readVaccinePass(payload);
  return pass && { kind, ...pass };
};

/** A key's id is a hint: two may share it, and a message need not name one. */
const candidates = (
  { algorithm, keyId }: CoseSign1,
  kind: SignedCode['kind'],
  trusted: readonly TrustKey[],
): readonly TrustKey[] => {
  const purpose = kind === 'signed-declaration' ? 'declaration' : 'vaccine-pass';
  return trusted.filter(
    (key) =>
      key.purpose === purpose &&
      key.algorithm === algorithm &&
      (keyId === null || key.keyId === keyId),
  );
};

/**
 * Checks a signed code with the keys this tablet trusts; needs no network.
 * The signature comes first: nothing that the code says is read before.
 */
export const verifyCode = async (
  code: SignedCode,
  trusted: readonly TrustKey[],
  nowMs: number,
  verify: VerifySignature,
): Promise<Verification> => {
  const message = open(code);
  if (message === null) return { outcome: 'malformed' };
  const keys = candidates(message, code.kind, trusted);
  if (keys.length === 0) return { outcome: 'unknown-key' };
  let signer: TrustKey | null = null;
  for (const key of keys) {
    // One after the other: nearly always there is one.
    // oxlint-disable-next-line no-await-in-loop
    if (await verify(key, message.signedBytes, message.signature)) {
      signer = key;
      break;
    }
  }
  if (signer === null) return { outcome: 'bad-signature' };
  const content = read(code.kind, message.payload);
  if (content === null) return { outcome: 'malformed' };
  // The key is known as somebody else's.
  if (content.issuer !== signer.issuer) return { outcome: 'unknown-key' };
  return judge(content, signer, nowMs);
};

const judge = (content: SignedContent, signer: TrustKey, nowMs: number): Verification => {
  const { issuedAtMs, expiresAtMs } = content;
  const isOutside =
    issuedAtMs < signer.notBeforeMs - clockDifferenceMs ||
    (signer.notAfterMs !== null && issuedAtMs > signer.notAfterMs);
  if (signer.withdrawnAtMs !== null || isOutside) return { outcome: 'withdrawn-key' };
  if (issuedAtMs > nowMs + clockDifferenceMs) return { outcome: 'not-yet-valid', content };
  if (expiresAtMs <= nowMs) return { outcome: 'expired', content };
  return { outcome: 'verified', content, keyId: signer.keyId };
};
