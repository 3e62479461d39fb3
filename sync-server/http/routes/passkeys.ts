import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  passkeyAdditionSchema,
  passkeyAskSchema,
  passkeyProofSchema,
  type PasskeyAdded,
  type PasskeyAsked,
} from '#protocol/passkey.ts';
import type { SessionResponse } from '#protocol/session.ts';
import { createChallenges } from '../../services/officers/challenges.ts';
import {
  addPasskey,
  askForPasskey,
  raiseByPasskey,
  type PageAddress,
} from '../../services/officers/passkeys.ts';
import { readRequest } from '../../services/read-request.ts';
import type { AppPorts } from '../app-ports.ts';
import { deviceOf, sessionOf } from '../callers.ts';
import { sendProblem } from '../problem-response.ts';

/** What the request was sent to. A passkey made for one host is worth nothing at another. */
const addressOf = (
  { publicOrigin, tls }: AppPorts,
  { host }: FastifyRequest,
): PageAddress | null => {
  const said = publicOrigin ?? `${tls ? 'https' : 'http'}://${host}`;
  if (!URL.canParse(said)) return null;
  const { origin, hostname } = new URL(said);
  return { origin, rpId: hostname };
};

/** An officer's own passkeys as the second factor. */
export const passkeysRoute = (app: FastifyInstance, ports: AppPorts): void => {
  const options = { bodyLimit: 32 * 1024 };
  const toUse = { ...ports, challenges: createChallenges(ports.random) };
  const toMake = { ...ports, challenges: createChallenges(ports.random) };

  for (const [path, asking] of [
    ['/api/v1/session/passkey/ask', toUse],
    ['/api/v1/passkeys/ask', toMake],
  ] as const) {
    app.post(path, options, async (request, reply) => {
      const message = readRequest(passkeyAskSchema, request.body);
      if (!message.ok) return sendProblem(reply, message.error);
      const address = addressOf(ports, request);
      if (address === null) return sendProblem(reply, 'request/malformed');
      const asked = await askForPasskey(asking, sessionOf(request), address);
      if (asking === toUse && asked.passkeys.length === 0) {
        return sendProblem(reply, 'passkey/none');
      }
      return { nonce: message.value.nonce, ...asked } satisfies PasskeyAsked;
    });
  }

  app.post('/api/v1/session/passkey', options, async (request, reply) => {
    const message = readRequest(passkeyProofSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const address = addressOf(ports, request);
    if (address === null) return sendProblem(reply, 'request/malformed');
    const { nonce, used } = message.value;
    const session = sessionOf(request);
    const raised = await raiseByPasskey(toUse, deviceOf(request), session, address, used);
    return raised.ok
      ? ({ nonce, ...raised.value } satisfies SessionResponse)
      : sendProblem(reply, raised.error);
  });

  app.post('/api/v1/passkeys', options, async (request, reply) => {
    const message = readRequest(passkeyAdditionSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const address = addressOf(ports, request);
    if (address === null) return sendProblem(reply, 'request/malformed');
    const { nonce, made } = message.value;
    const added = await addPasskey(toMake, sessionOf(request), address, made);
    return added.ok
      ? ({ nonce, passkeys: added.value } satisfies PasskeyAdded)
      : sendProblem(reply, added.error);
  });
};
