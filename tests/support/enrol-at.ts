import { randomUUID } from 'node:crypto';
import { enrolResponseSchema } from '#protocol/enrol.ts';
import { protocolVersion } from '#protocol/version.ts';
import { makeTestSigner, signedHeaders, type TestSigner } from './test-signer.ts';

export type EnrolledTablet = {
  readonly signer: TestSigner;
  readonly logId: string;
};

/** A new tablet at a server process that demonstrates. */
export const enrolAt = async (
  url: string,
  unitId = 'hn-01',
  code = 'CHOT-2021',
): Promise<EnrolledTablet> => {
  const signer = makeTestSigner();
  const target = '/api/v1/enrol';
  const body = JSON.stringify({
    protocol: protocolVersion,
    nonce: randomUUID(),
    deviceId: signer.deviceId,
    code,
    unitId,
    deviceName: 'Máy',
    key: signer.publicKey,
  });
  const answer = await fetch(`${url}${target}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...signedHeaders(signer, { method: 'POST', target, body }),
    },
    body,
  });
  const said = await answer.text();
  if (!answer.ok) throw new Error(said);
  enrolResponseSchema.parse(JSON.parse(said));
  return { signer, logId: randomUUID() };
};
