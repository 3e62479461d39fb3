import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tokenToHash } from '../services/identify-device.ts';
import { readToken } from './authenticate.ts';
import { sendProblem } from './problem-response.ts';

/** What every route of the administrator begins with. */
export const forAdministrators = (adminToken: string) => ({
  bodyLimit: 16 * 1024,
  onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
    const token = readToken(request);
    return token !== null && isSame(token, adminToken)
      ? undefined
      : sendProblem(reply, 'administrator/unknown');
  },
});

/** Hashed first, so that lengths agree and the comparison tells nothing by its time. */
const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(tokenToHash(one)), Buffer.from(tokenToHash(other)));
