import { randomUUID } from 'node:crypto';
import { enrolResponseSchema } from '#protocol/enrol.ts';
import { protocolVersion } from '#protocol/version.ts';

export type EnrolledTablet = {
  readonly deviceId: string;
  readonly deviceToken: string;
  readonly logId: string;
};

/** A new tablet at a server process that demonstrates. */
export const enrolAt = async (url: string, unitId = 'hn-01'): Promise<EnrolledTablet> => {
  const answer = await fetch(`${url}/api/v1/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      protocol: protocolVersion,
      nonce: randomUUID(),
      deviceId: randomUUID(),
      code: 'CHOT-2021',
      unitId,
      deviceName: 'Máy',
    }),
  });
  const { deviceId, deviceToken } = enrolResponseSchema.parse(await answer.json());
  return { deviceId, deviceToken, logId: randomUUID() };
};
