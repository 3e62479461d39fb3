import type { VerifySignature } from '#domain/qr/trust-key.ts';

const algorithms = {
  ES256: {
    key: { name: 'ECDSA', namedCurve: 'P-256' },
    use: { name: 'ECDSA', hash: 'SHA-256' },
  },
  PS256: {
    key: { name: 'RSA-PSS', hash: 'SHA-256' },
    // As long as the digest (RFC 8230 §2).
    use: { name: 'RSA-PSS', saltLength: 32 },
  },
} as const;

/** Checks signatures with the machine's own cryptography, without a network. */
export const verifySignature: VerifySignature = async ({ algorithm, jwk }, data, signature) => {
  const { key, use } = algorithms[algorithm];
  try {
    const publicKey = await crypto.subtle.importKey('jwk', jwk, key, false, ['verify']);
    // Copies: WebCrypto takes no view of memory that another thread could change.
    return await crypto.subtle.verify(
      use,
      publicKey,
      new Uint8Array(signature),
      new Uint8Array(data),
    );
  } catch {
    // A key that is no point of the curve, or no modulus.
    return false;
  }
};
