import type { FastifyInstance } from 'fastify';
import {
  auditNewestRequestSchema,
  auditRequestSchema,
  auditVerifyRequestSchema,
  type AuditVerifyResponse,
} from '#protocol/audit.ts';
import { readRequest } from '../../services/read-request.ts';
import { noteExport, tellAudit, tellNewestAudit, verifyAudit } from '../../services/tell-audit.ts';
import type { AppPorts } from '../app-ports.ts';
import { sessionOf } from '../callers.ts';
import { sendProblem } from '../problem-response.ts';

/** Who looked at whose data, for the administrator. */
export const auditRoute = (app: FastifyInstance, ports: AppPorts): void => {
  const options = { bodyLimit: 16 * 1024 };
  let verifying: ReturnType<typeof verifyAudit> | null = null;

  app.post('/api/v1/audit', options, async (request, reply) => {
    const message = readRequest(auditRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const { nonce, after } = message.value;
    if (after === 0) await noteExport(ports, sessionOf(request));
    return tellAudit(ports, nonce, after);
  });

  app.post('/api/v1/audit/newest', options, async (request, reply) => {
    const message = readRequest(auditNewestRequestSchema, request.body);
    return message.ok ? tellNewestAudit(ports, message.value) : sendProblem(reply, message.error);
  });

  app.post('/api/v1/audit/verify', options, async (request, reply) => {
    const message = readRequest(auditVerifyRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    // However many ask at once, the chain is read once.
    verifying ??= verifyAudit(ports).finally(() => {
      verifying = null;
    });
    const verified = await verifying;
    const brokenAt = 'brokenAt' in verified ? verified.brokenAt : null;
    const head = 'brokenAt' in verified ? await ports.store.auditHead() : verified;
    return { nonce: message.value.nonce, head, brokenAt } satisfies AuditVerifyResponse;
  });
};
