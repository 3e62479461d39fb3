import { fail, ok, type Result } from '#domain/core/result.ts';
import type { DeviceKeyRequest, DeviceKeyResponse } from '#protocol/device-key.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { isSignedBy, keyToText, tokenToHash, type SignedRequest } from './identify-device.ts';
import type { ServicePorts } from './service-ports.ts';

/** Makes the key of a tablet known that was enrolled with a token. Repeated, it changes nothing. */
export const registerKey = async (
  { store }: Pick<ServicePorts, 'store'>,
  token: string,
  signed: SignedRequest,
  { nonce, key }: DeviceKeyRequest,
): Promise<Result<DeviceKeyResponse, ProblemCode>> => {
  const device = await store.findDeviceByToken(tokenToHash(token));
  const publicKey = keyToText(key);
  if (device?.deviceId !== signed.deviceId || !isSignedBy(publicKey, signed)) {
    return fail('device/unknown');
  }
  const kept = await store.transact((tx) => tx.keepDeviceKey(device, publicKey));
  return kept === publicKey ? ok({ nonce, deviceId: device.deviceId }) : fail('device/unknown');
};
