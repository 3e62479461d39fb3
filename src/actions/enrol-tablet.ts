import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import { aboutSchema } from '#protocol/about.ts';
import { failureCode } from '#protocol/call-failure.ts';
import { enrolResponseSchema, type EnrolRequest } from '#protocol/enrol.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { protocolVersion } from '#protocol/version.ts';
import { mintId, mintNonce } from '#domain/core/random.ts';
import { makeOwnKey } from '../platform/device-signature.ts';
import { callServer, jsonBody, type Fetch } from '../platform/network.ts';
import type { DeviceRow, LaneDirection } from '../store/rows.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import type { Tablet } from './tablet.ts';

/** The tablet is enrolled by then; a key that does not come is learned with the first receipt. */
const aboutLimitMs = 5_000;

export type EnrolFailure = Answer<'server/unreachable' | ProblemCode>;

/**
 * Makes this tablet known to the server as one of a unit's. Needs the network once; the officers and
 * units arrive with the first pull.
 */
export const enrolTablet = async (
  { db, clock, random }: Tablet,
  enrolment: {
    readonly serverUrl?: string;
    readonly code: string;
    readonly unitId: string;
    readonly deviceName: string;
    readonly laneDirection?: LaneDirection;
  },
  fetchFrom: Fetch = (url, init) => fetch(url, init),
): Promise<Result<DeviceRow, EnrolFailure>> => {
  const { serverUrl = '', code, unitId, deviceName, laneDirection = 'in' } = enrolment;
  const nonce = mintNonce(random);
  const self = (await readSetting(db, 'enrolment')) ?? {
    deviceId: mintId(clock, random),
    ...(await makeOwnKey()),
  };
  // Kept before it is asked for: after a lost answer the same tablet asks again [ENROL-7].
  await writeSetting(db, 'enrolment', self);
  const { deviceId, signingKey, publicKey } = self;
  const body: EnrolRequest = {
    protocol: protocolVersion,
    nonce,
    deviceId,
    code,
    unitId,
    deviceName,
    key: publicKey,
  };
  const url = `${serverUrl}/api/v1/enrol`;
  const answer = await callServer(
    {
      url,
      answer: enrolResponseSchema,
      body: jsonBody(body),
      nonce,
      credential: { signer: { deviceId, signingKey } },
    },
    fetchFrom,
  );
  if (!answer.ok) {
    return fail({ code: failureCode(answer.error) });
  }
  // What a courier brings back later is believed by this key; it may be the last contact for long.
  const about = await callServer(
    { url: `${serverUrl}/api/v1/about`, answer: aboutSchema, limitMs: aboutLimitMs },
    fetchFrom,
  );
  const receiptKey = about.ok ? about.value.receiptKey : undefined;
  const device: DeviceRow = {
    key: 'device',
    deviceId: answer.value.deviceId,
    signingKey,
    publicKey,
    unitId: answer.value.unit.unitId,
    deviceName: deviceName.trim(),
    laneDirection,
    serverUrl,
    enrolledAt: clock.wallMs(),
    ...(receiptKey && { receiptKey }),
  };
  await db.transaction('rw', db.device, db.reference, db.settings, async () => {
    await db.device.put(device);
    await db.settings.delete('enrolment');
    await db.reference.put({
      kind: 'unit',
      id: device.unitId,
      scope: 'reference',
      generation: 0,
      body: answer.value.unit,
    });
  });
  return ok(device);
};
