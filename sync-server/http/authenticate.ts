import type { FastifyRequest } from 'fastify';
import { identifyDevice } from '../services/identify-device.ts';
import type { AppPorts } from './app-ports.ts';

/** The tablet that speaks, by its bearer token (RFC 6750 §2.1); null: unknown here. */
export const authenticate = async (
  ports: AppPorts,
  request: FastifyRequest,
): ReturnType<typeof identifyDevice> => {
  const token = /^Bearer ([\w-]{32,100})$/.exec(request.headers.authorization ?? '')?.[1];
  return token === undefined ? null : identifyDevice(ports, token);
};
