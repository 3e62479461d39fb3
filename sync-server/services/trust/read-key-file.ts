import { createHash, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { trustKeySchema, type TrustKey } from '#domain/qr/trust-key.ts';

const listSchema = z.array(trustKeySchema).min(1);
const certificatePattern = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** A certificate of an issuer of health certificates; its id is as HCERT 1.0.8 §3.3.3 has it. */
const readCertificate = (pem: string): Result<TrustKey, string> => {
  try {
    const certificate = new X509Certificate(pem);
    const { publicKey, raw, subject, validFromDate, validToDate } = certificate;
    const key = trustKeySchema.safeParse({
      keyId: createHash('sha256').update(raw).digest('hex').slice(0, 16),
      purpose: 'vaccine-pass',
      issuer: /^C=(.+)$/m.exec(subject)?.[1] ?? '',
      algorithm: publicKey.asymmetricKeyType === 'ec' ? 'ES256' : 'PS256',
      jwk: publicKey.export({ format: 'jwk' }),
      notBeforeMs: validFromDate.getTime(),
      notAfterMs: validToDate.getTime(),
      withdrawnAtMs: null,
    });
    if (!key.success) return fail(`A certificate has another kind of key: ${subject}`);
    return ok(key.data);
  } catch {
    return fail('A certificate cannot be read.');
  }
};

/**
 * Keys of other issuers: certificates in PEM, any number of them, or a JSON list of keys as tablets are told
 * of them (`trust-key.ts`). All or none.
 */
export const readKeyFile = (text: string): Result<readonly TrustKey[], string> => {
  const certificates = text.match(certificatePattern);
  if (certificates) {
    const keys: TrustKey[] = [];
    for (const pem of certificates) {
      const key = readCertificate(pem);
      if (!key.ok) return key;
      keys.push(key.value);
    }
    return ok(keys);
  }
  try {
    const list = listSchema.safeParse(JSON.parse(text));
    return list.success ? ok(list.data) : fail('The file is no list of keys.');
  } catch {
    return fail('The file holds neither certificates (PEM) nor JSON.');
  }
};
