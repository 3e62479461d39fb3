import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import { failureCode } from '#protocol/call-failure.ts';
import { enrolResponseSchema, type EnrolRequest } from '#protocol/enrol.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { protocolVersion } from '#protocol/version.ts';
import { mintId, mintNonce } from '#domain/core/random.ts';
import { callServer, jsonBody, type Fetch } from '../platform/network.ts';
import type { DeviceRow, LaneDirection } from '../store/rows.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import type { Tablet } from './tablet.ts';

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
  const deviceId = (await readSetting(db, 'enrolling')) ?? mintId(clock, random);
  await writeSetting(db, 'enrolling', deviceId);
  const body: EnrolRequest = {
    protocol: protocolVersion,
    nonce,
    deviceId,
    code,
    unitId,
    deviceName,
  };
  const url = `${serverUrl}/api/v1/enrol`;
  const answer = await callServer(
    { url, answer: enrolResponseSchema, body: jsonBody(body), nonce },
    fetchFrom,
  );
  if (!answer.ok) {
    return fail({ code: failureCode(answer.error) });
  }
  const device: DeviceRow = {
    key: 'device',
    deviceId: answer.value.deviceId,
    deviceToken: answer.value.deviceToken,
    unitId: answer.value.unit.unitId,
    deviceName: deviceName.trim(),
    laneDirection,
    serverUrl,
    enrolledAt: clock.wallMs(),
  };
  await db.transaction('rw', db.device, db.reference, db.settings, async () => {
    await db.device.put(device);
    await db.settings.delete('enrolling');
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
