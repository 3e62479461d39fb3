import type { FastifyInstance } from 'fastify';
import {
  rulesPreviewRequestSchema,
  rulesPublishRequestSchema,
  rulesReadRequestSchema,
  type RulesPreviewResponse,
  type RulesPublishResponse,
  type RulesReadResponse,
} from '#protocol/rules.ts';
import { previewRules } from '../../services/rules/preview-rules.ts';
import { listPublished, publishRules } from '../../services/rules/publish-rules.ts';
import { readRequest } from '../../services/read-request.ts';
import type { RoutePorts } from '../app-ports.ts';
import { sessionOf } from '../callers.ts';
import { sendProblem } from '../problem-response.ts';

/** The command post reads, tries and publishes rules of verdicts. */
export const rulesRoute = (app: FastifyInstance, ports: RoutePorts): void => {
  const options = { bodyLimit: 128 * 1024 };

  app.post('/api/v1/rules/read', options, async (request, reply) => {
    const message = readRequest(rulesReadRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const published = await listPublished(ports.store);
    return { nonce: message.value.nonce, published } satisfies RulesReadResponse;
  });

  app.post('/api/v1/rules/preview', options, async (request, reply) => {
    const message = readRequest(rulesPreviewRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const preview = await previewRules(ports, message.value);
    if (!preview.ok) return sendProblem(reply, preview.error);
    return { nonce: message.value.nonce, ...preview.value } satisfies RulesPreviewResponse;
  });

  app.post('/api/v1/rules', options, async (request, reply) => {
    const message = readRequest(rulesPublishRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const published = await publishRules(ports, message.value, sessionOf(request));
    if (!published.ok) return sendProblem(reply, published.error);
    return { nonce: message.value.nonce, ruleSet: published.value } satisfies RulesPublishResponse;
  });
};
