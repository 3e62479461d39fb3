import { deviceKeyResponseSchema, type DeviceKeyRequest } from '#protocol/device-key.ts';
import { protocolVersion } from '#protocol/version.ts';
import { mintNonce } from '#domain/core/random.ts';
import { makeOwnKey } from '../platform/device-signature.ts';
import { callServer, jsonBody, type Credential, type Fetch } from '../platform/network.ts';
import { systemRandom } from '../platform/random.ts';
import type { ChotDatabase } from '../store/database.ts';
import { keepOwnKey, noteKeyKnown } from '../store/device-key.ts';
import type { DeviceRow } from '../store/rows.ts';

/**
 * What a tablet proves itself with: its key. One that was enrolled before tablets had keys makes one and
 * makes it known first; where that fails it goes on with its token, because nothing may hold up sending.
 */
export const credentialOf = async (
  db: ChotDatabase,
  device: DeviceRow,
  fetchFrom: Fetch,
): Promise<Credential | null> => {
  const { deviceToken } = device;
  if (deviceToken === undefined || device.keyKnown) return keyCredential(device);
  const keyed = device.signingKey
    ? device
    : await keepOwnKey(db, device.deviceId, await makeOwnKey());
  const credential = keyed && keyCredential(keyed);
  if (!credential || !keyed.publicKey) return { token: deviceToken };
  const nonce = mintNonce(systemRandom);
  const body: DeviceKeyRequest = { protocol: protocolVersion, nonce, key: keyed.publicKey };
  const url = `${keyed.serverUrl}/api/v1/device-key`;
  const answer = await callServer(
    {
      url,
      answer: deviceKeyResponseSchema,
      body: jsonBody(body),
      nonce,
      credential: { ...credential, token: deviceToken },
    },
    fetchFrom,
  );
  if (!answer.ok) return { token: deviceToken };
  await noteKeyKnown(db, device.deviceId, true);
  return credential;
};

const keyCredential = ({ deviceId, signingKey }: DeviceRow): Credential | null =>
  signingKey ? { signer: { deviceId, signingKey } } : null;
