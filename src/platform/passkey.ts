import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';

/** The tablet's own fingerprint or face reader, with the secret that only it gives (WebAuthn PRF). */
export type PasskeyReader = {
  /** Whether it is worth asking; only a passkey that was made tells for certain. */
  readonly isThere: () => Promise<boolean>;
  readonly make: (of: {
    readonly userId: Uint8Array;
    readonly name: string;
    readonly salt: Uint8Array;
  }) => Promise<Result<MadePasskey, Answer<'passkey/refused' | 'passkey/no-secret'>>>;
  /** @returns the secret, 32 bytes, the same for the same salt */
  readonly ask: (of: {
    readonly credentialId: Uint8Array;
    readonly salt: Uint8Array;
  }) => Promise<Result<Uint8Array, Answer<'passkey/refused'>>>;
  /** Lets the device take it out of its list, where it can. */
  readonly forget: (credentialId: Uint8Array) => Promise<void>;
};

type MadePasskey = { readonly credentialId: Uint8Array; readonly secret: Uint8Array };

const patienceMs = 60_000;
/** ES256 and RS256, as WebAuthn asks of everybody (§5.4.5). Nobody checks the signature: the secret is the proof. */
const algorithms = [-7, -257];

const challenge = () => crypto.getRandomValues(new Uint8Array(32));
const own = (bytes: Uint8Array) => Uint8Array.from(bytes);

const bytesOf = (source: BufferSource): Uint8Array =>
  source instanceof ArrayBuffer
    ? new Uint8Array(source)
    : new Uint8Array(source.buffer, source.byteOffset, source.byteLength);

const secretOf = (credential: PublicKeyCredential): Uint8Array | null => {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  return first === undefined ? null : bytesOf(first);
};

/** Null: cancelled, not recognised, timed out, or not possible here; the browser does not tell which. */
const asCredential = async (
  asking: () => Promise<Credential | null>,
): Promise<PublicKeyCredential | null> => {
  try {
    const credential = await asking();
    return credential instanceof PublicKeyCredential ? credential : null;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
};

const isThere: PasskeyReader['isThere'] = async () => {
  if (typeof PublicKeyCredential === 'undefined') return false;
  // Older browsers that know of PRF cannot be asked for it.
  const able = await PublicKeyCredential.getClientCapabilities?.();
  if (able?.['extension:prf'] === false) return false;
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable();
};

const ask: PasskeyReader['ask'] = async ({ credentialId, salt }) => {
  const credential = await asCredential(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: challenge(),
        allowCredentials: [{ type: 'public-key', id: own(credentialId), transports: ['internal'] }],
        userVerification: 'required',
        timeout: patienceMs,
        extensions: { prf: { eval: { first: own(salt) } } },
      },
    }),
  );
  const secret = credential && secretOf(credential);
  return secret === null ? fail({ code: 'passkey/refused' }) : ok(secret);
};

const make: PasskeyReader['make'] = async ({ userId, name, salt }) => {
  const credential = await asCredential(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: challenge(),
        rp: { name: 'Chốt' },
        user: { id: own(userId), name, displayName: name },
        pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: {
          authenticatorAttachment: 'platform',
          residentKey: 'required',
          userVerification: 'required',
        },
        timeout: patienceMs,
        extensions: { prf: { eval: { first: own(salt) } } },
      },
    }),
  );
  if (credential === null) return fail({ code: 'passkey/refused' });
  const credentialId = new Uint8Array(credential.rawId);
  const secret = secretOf(credential);
  if (secret !== null) return ok({ credentialId, secret });
  // Many devices give the secret only to who asks again.
  const { prf } = credential.getClientExtensionResults();
  const asked = prf?.enabled ? await ask({ credentialId, salt }) : null;
  if (asked?.ok) return ok({ credentialId, secret: asked.value });
  await forget(credentialId);
  return fail({ code: asked === null ? 'passkey/no-secret' : 'passkey/refused' });
};

const forget: PasskeyReader['forget'] = async (credentialId) => {
  const base64 = btoa(String.fromCharCode(...credentialId));
  const id = base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  try {
    await PublicKeyCredential.signalUnknownCredential?.({
      rpId: location.hostname,
      credentialId: id,
    });
  } catch {
    // The device keeps it in its list, where it opens nothing.
  }
};

export const ownPasskeyReader: PasskeyReader = { isThere, make, ask, forget };
