import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { enrolRequestSchema, enrolRequestV2Schema, type EnrolRequestV2 } from '#protocol/enrol.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { protocolVersion } from '#protocol/version.ts';
import { enrolDevice } from '../../services/enrol-device.ts';
import { isSignedBy, keyToText } from '../../services/identify-device.ts';
import { readRequest, versionOf } from '../../services/read-request.ts';
import type { AppPorts } from '../app-ports.ts';
import { readSignature } from '../authenticate.ts';
import { addressKey } from '../door.ts';
import { createGuessLimit } from '../guess-limit.ts';
import { sendProblem } from '../problem-response.ts';

export const enrolRoute = (app: FastifyInstance, ports: AppPorts): void => {
  const guesses = createGuessLimit();
  app.post('/api/v1/enrol', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const message = readEnrolment(request);
    if (!message.ok) return sendProblem(reply, message.error);
    const address = addressKey(request.ip);
    const waitSeconds = guesses.waitSeconds(address, ports.clock());
    if (waitSeconds > 0) {
      reply.header('retry-after', String(waitSeconds));
      return sendProblem(reply, 'enrolment/too-many');
    }
    const { enrolment, publicKey } = message.value;
    const answer = await enrolDevice(ports, ports.enrolCode, enrolment, publicKey);
    if (answer.ok) return answer.value;
    if (answer.error === 'enrolment/code-refused') guesses.noteWrong(address, ports.clock());
    return sendProblem(reply, answer.error);
  });
};

type Enrolment = { readonly enrolment: EnrolRequestV2; readonly publicKey: string | null };

/** Who asks proves to hold the key that it makes known; a page of version 2 or 1 has none. */
const readEnrolment = (request: FastifyRequest): Result<Enrolment, ProblemCode> => {
  if ((versionOf(request.body) ?? protocolVersion) < protocolVersion) {
    const message = readRequest(enrolRequestV2Schema, request.body);
    return message.ok ? ok({ enrolment: message.value, publicKey: null }) : message;
  }
  const message = readRequest(enrolRequestSchema, request.body);
  if (!message.ok) return message;
  const { key, ...enrolment } = message.value;
  const publicKey = keyToText(key);
  const signed = readSignature(request);
  const isProven = signed?.deviceId === enrolment.deviceId && isSignedBy(publicKey, signed);
  return isProven ? ok({ enrolment, publicKey }) : fail('device/unknown');
};
