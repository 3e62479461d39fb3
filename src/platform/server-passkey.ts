import {
  passkeyMadeSchema,
  passkeyUsedSchema,
  type PasskeyAsked,
  type PasskeyMade,
  type PasskeyUsed,
} from '#protocol/passkey.ts';
import { toBase64url } from './device-signature.ts';

/** An address that is only numbers has no passkeys (WebAuthn §5.1.2: a valid domain). */
const isNumeric = (hostname: string): boolean => /^[\d.]+$|:/.test(hostname);

/** Whether this browser, at this address, could have a passkey at all. */
export const canUsePasskeys = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' &&
  'parseRequestOptionsFromJSON' in PublicKeyCredential &&
  !isNumeric(location.hostname);

const patienceMs = 90_000;
/** COSE: EdDSA, ES256, RS256. */
const algorithms = [-8, -7, -257];

const listed = ({ passkeys }: PasskeyAsked) =>
  passkeys.map((id) => ({ id, type: 'public-key' as const }));

/** Null: it was put away, or nobody could be told by it. */
export const askPasskey = async (asked: PasskeyAsked): Promise<PasskeyUsed | null> => {
  const { challenge, rpId } = asked;
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON({
    challenge,
    rpId,
    allowCredentials: listed(asked),
    userVerification: 'required',
    timeout: patienceMs,
  });
  const used = await navigator.credentials.get({ publicKey }).catch(() => null);
  return used instanceof PublicKeyCredential ? passkeyUsedSchema.parse(used.toJSON()) : null;
};

/** Null: it was put away, or there is one already. */
export const makePasskey = async (asked: PasskeyAsked): Promise<PasskeyMade | null> => {
  const { challenge, rpId, officerId } = asked;
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON({
    challenge,
    rp: { id: rpId, name: 'Chốt' },
    user: {
      id: toBase64url(new TextEncoder().encode(officerId)),
      name: officerId,
      displayName: officerId,
    },
    pubKeyCredParams: algorithms.map((alg) => ({ alg, type: 'public-key' as const })),
    excludeCredentials: listed(asked),
    authenticatorSelection: { userVerification: 'required', residentKey: 'discouraged' },
    attestation: 'none',
    timeout: patienceMs,
  });
  const made = await navigator.credentials.create({ publicKey }).catch(() => null);
  return made instanceof PublicKeyCredential ? passkeyMadeSchema.parse(made.toJSON()) : null;
};
