import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { citizenKeys } from '#domain/declaration/citizen-form.ts';
import {
  declareChallengedSchema,
  declareResponseSchema,
  type DeclareRequest,
  type DeclareResponse,
} from '#protocol/declare.ts';
import { findProof } from '#protocol/proof-of-work.ts';
import { protocolVersion } from '#protocol/version.ts';
import { sampleSheet } from './sample-sheet.ts';

export type Citizen = {
  readonly declarationId: string;
  readonly secret: string;
  readonly secretHash: string;
};

export const newCitizen = (): Citizen => {
  const secret = randomBytes(32);
  const secretHash = createHash('sha256').update(secret).digest('hex');
  return { declarationId: randomUUID(), secret: secret.toString('hex'), secretHash };
};

/** What an invented person answers on a telephone. */
export const citizenInput = (
  index: number,
  change: DeclareRequest['input'] = {},
): DeclareRequest['input'] => {
  const sheet = { ...sampleSheet(index), 'ack.how': 'tick' };
  const asked = Object.entries(sheet).filter(([key]) => citizenKeys.has(key));
  return { ...(Object.fromEntries(asked) as DeclareRequest['input']), ...change };
};

type Send = (path: string, body: object) => Promise<{ status: number; body: unknown }>;

export const sendTo =
  (app: FastifyInstance): Send =>
  async (path, body) => {
    const answer = await app.inject({ method: 'POST', url: `/api/v1/${path}`, payload: body });
    return { status: answer.statusCode, body: answer.json() };
  };

const outside = () => ({ protocol: protocolVersion, nonce: randomUUID() });

/** A request that is in order, the work done. */
export const declareRequest = async (
  send: Send,
  citizen: Citizen,
  input: DeclareRequest['input'],
  corrects?: Citizen | null,
  unitId?: string,
): Promise<DeclareRequest> => {
  const asked = await send('declarations/challenge', outside());
  const challenge = declareChallengedSchema.parse(asked.body);
  const counter = findProof(challenge, citizen.declarationId, 0, 10_000_000);
  if (counter === null) throw new Error('no proof was found');
  const { declarationId, secretHash } = citizen;
  return {
    ...outside(),
    declarationId,
    secretHash,
    proof: { challenge: challenge.challenge, counter },
    input,
    ...(corrects && {
      corrects: { declarationId: corrects.declarationId, secret: corrects.secret },
    }),
    ...(unitId !== undefined && { unitId }),
  };
};

/** Declares, and is given the code. */
export const declare = async (
  send: Send,
  citizen: Citizen,
  input: DeclareRequest['input'],
  corrects?: Citizen | null,
  unitId?: string,
): Promise<DeclareResponse> => {
  const request = await declareRequest(send, citizen, input, corrects, unitId);
  const answer = await send('declarations', request);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return declareResponseSchema.parse(answer.body);
};

export const withdraw = (send: Send, { declarationId, secret }: Citizen) =>
  send('declarations/withdraw', { ...outside(), declarationId, secret });

/** To a server process. */
export const sendToUrl =
  (url: string): Send =>
  async (path, body) => {
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  };
