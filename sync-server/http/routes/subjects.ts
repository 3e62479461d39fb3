import type { FastifyInstance } from 'fastify';
import {
  carryOutRequestSchema,
  subjectRequestSchema,
  subjectSearchSchema,
  type SubjectRequestsResponse,
} from '#protocol/subjects.ts';
import { readRequest } from '../../services/read-request.ts';
import { findSubjects } from '../../services/subjects/find-subjects.ts';
import { carryOutRequest, openRequest } from '../../services/subjects/handle-request.ts';
import type { AppPorts } from '../app-ports.ts';
import { sendProblem } from '../problem-response.ts';

/** What people ask for about their own data. */
export const subjectsRoute = (app: FastifyInstance, ports: AppPorts): void => {
  if (!ports.adminToken) return;
  const options = { bodyLimit: 64 * 1024 };

  app.post('/api/v1/admin/subjects/search', options, async (request, reply) => {
    const message = readRequest(subjectSearchSchema, request.body);
    return message.ok ? findSubjects(ports, message.value) : sendProblem(reply, message.error);
  });

  app.get(
    '/api/v1/admin/subject-requests',
    options,
    async () =>
      ({ requests: await ports.store.listSubjectRequests() }) satisfies SubjectRequestsResponse,
  );

  app.post('/api/v1/admin/subject-requests', options, async (request, reply) => {
    const message = readRequest(subjectRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    return {
      requests: [await openRequest(ports, message.value)],
    } satisfies SubjectRequestsResponse;
  });

  app.post('/api/v1/admin/subject-requests/carry-out', options, async (request, reply) => {
    const message = readRequest(carryOutRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const { requestId, decision } = message.value;
    const done = await carryOutRequest(ports, requestId, decision ?? null);
    return done.ok ? done.value : sendProblem(reply, done.error);
  });
};
