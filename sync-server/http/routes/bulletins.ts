import type { FastifyInstance } from 'fastify';
import { may } from '#domain/officer/permissions.ts';
import {
  bulletinDeskRequestSchema,
  bulletinReachRequestSchema,
  bulletinSendRequestSchema,
  bulletinStepRequestSchema,
  type BulletinSendResponse,
  type BulletinStepResponse,
} from '#protocol/bulletins.ts';
import { takeBulletinStep } from '../../services/bulletins/take-bulletin-step.ts';
import {
  tellBulletinDesk,
  tellBulletinReach,
  tellPublicBulletins,
} from '../../services/bulletins/tell-bulletins.ts';
import { beginSending } from '../../services/sending/begin-sending.ts';
import { readRequest } from '../../services/read-request.ts';
import type { RoutePorts } from '../app-ports.ts';
import { sessionOf } from '../callers.ts';
import { sendProblem } from '../problem-response.ts';
import { shedUnderLoad } from '../shed.ts';

const bodyLimit = 32 * 1024;
/** What only who may publish does. */
const publishing: readonly string[] = ['published', 'withdrawn', 'returned'];

/** The command post writes, looks at, publishes and withdraws bulletins; the people read theirs. */
export const bulletinsRoute = (app: FastifyInstance, ports: RoutePorts): void => {
  const { isMassSent = false } = ports;

  app.post('/api/v1/bulletins/desk', { bodyLimit }, async (request, reply) => {
    const message = readRequest(bulletinDeskRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    return tellBulletinDesk({ ...ports, isMassSent }, message.value.nonce);
  });

  app.post('/api/v1/bulletins/step', { bodyLimit }, async (request, reply) => {
    const message = readRequest(bulletinStepRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const session = sessionOf(request);
    const { step } = message.value.step;
    if (publishing.includes(step) && !may(session.role, 'publish-bulletins')) {
      return sendProblem(reply, 'officer/not-allowed');
    }
    const taken = await takeBulletinStep(ports, session, message.value);
    if (!taken.ok) return sendProblem(reply, taken.error);
    const { state, version } = taken.value;
    return { nonce: message.value.nonce, state, version } satisfies BulletinStepResponse;
  });

  app.post('/api/v1/bulletins/send', { bodyLimit }, async (request, reply) => {
    const message = readRequest(bulletinSendRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const { nonce, bulletinId } = message.value;
    const begun = await beginSending(ports, sessionOf(request), bulletinId);
    if (!begun.ok) return sendProblem(reply, begun.error);
    return { nonce, recipients: begun.value } satisfies BulletinSendResponse;
  });

  app.post('/api/v1/bulletins/reach', { bodyLimit }, async (request, reply) => {
    const message = readRequest(bulletinReachRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const reach = await tellBulletinReach(ports, message.value);
    return reach ?? sendProblem(reply, 'bulletin/unknown');
  });

  const open = { onRequest: shedUnderLoad(ports, 'pull') };
  app.get('/api/v1/bulletins/public', open, async () => tellPublicBulletins(ports));
};
