import type { FastifyReply } from 'fastify';
import { problems, type Problem, type ProblemCode } from '#protocol/problem.ts';

/** The one shape of every answer that is not a success. */
export const sendProblem = (reply: FastifyReply, code: ProblemCode): FastifyReply => {
  const { status, retry } = problems[code];
  const problem: Problem = { problem: code, retry, reference: reply.request.id };
  return reply.status(status).header('cache-control', 'no-store').send(problem);
};

/** "Later", with the time: without one, all would come back at once. */
export const sendBusy = (reply: FastifyReply, returnSeconds: number): FastifyReply =>
  sendProblem(reply.header('retry-after', String(returnSeconds)), 'server/busy');
