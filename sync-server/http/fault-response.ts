import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemCode } from '#protocol/problem.ts';
import { BodyNotSigned } from './authenticate.ts';
import { ToldToWait } from './door.ts';
import type { AppPorts, RoutePorts } from './app-ports.ts';
import { sendBusy, sendProblem } from './problem-response.ts';

/** Turns whatever was thrown into a problem; what is our own fault is logged under its reference. */
export const sendFault = (
  { isBusy, load }: Pick<RoutePorts, 'isBusy' | 'load'>,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply => {
  if (error instanceof ToldToWait) return sendBusy(reply, error.seconds);
  const code = faultToProblem(error, isBusy);
  if (code === 'server/failed' || code === 'server/busy') {
    request.log.error({ reference: request.id, code, ...describeFault(error) }, 'request failed');
  }
  return code === 'server/busy' ? sendBusy(reply, load.returnSeconds()) : sendProblem(reply, code);
};

const faultToProblem = (error: unknown, isBusy: AppPorts['isBusy']): ProblemCode => {
  if (error instanceof BodyNotSigned) return 'device/unknown';
  if (isBusy(error)) return 'server/busy';
  const status = statusOf(error);
  if (status === 413) return 'request/too-large';
  return status >= 400 && status < 500 ? 'request/malformed' : 'server/failed';
};

const statusOf = (error: unknown): number =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500;

/** Where it happened and what kind it is, without the message: that may quote what a person declared. */
const describeFault = (error: unknown): { name: string; at: string[] } => {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: error.name, at: frames.map((line) => line.trim()) };
};
