import type { FastifyInstance, FastifyRequest } from 'fastify';
import { usualAgencies } from '#domain/report/agency.ts';
import type { ReportPartners, SignedRequest } from '../../services/reports/partners.ts';
import { receiveMessage } from '../../services/reports/receive-report.ts';
import { takeReply } from '../../services/reports/take-reply.ts';
import type { AppPorts } from '../app-ports.ts';
import { rawBodyOf } from '../authenticate.ts';
import { sendProblem } from '../problem-response.ts';

const bodyLimit = 16 * 1024;
const usualUrgentMs = 30 * 60_000;

const usualPartners: ReportPartners = {
  agencies: usualAgencies.map((agency) => ({ ...agency, system: null })),
  messages: null,
};

/** Who reports come from and go to, and how long an urgent one may wait. */
export const reportingOf = ({ partners = usualPartners, urgentMs = usualUrgentMs }: AppPorts) => ({
  partners,
  urgentMs,
});

/** Webhooks of others' systems. What is believed is their signature, whoever brings it; replays change nothing. */
export const partnersRoute = (app: FastifyInstance, appPorts: AppPorts): void => {
  const ports = { ...appPorts, ...reportingOf(appPorts) };
  const { agencies, messages } = ports.partners;

  app.post('/api/v1/reports/message', { bodyLimit }, async (request, reply) => {
    const message = messages?.read(signedOf(request)) ?? null;
    if (message === null) return sendProblem(reply, 'partner/unknown');
    await receiveMessage(ports, message);
    return { taken: true };
  });

  app.post<{ Params: { agencyId: string } }>(
    '/api/v1/reports/reply/:agencyId',
    { bodyLimit },
    async (request, reply) => {
      const { agencyId } = request.params;
      const agency = agencies.find((one) => one.agencyId === agencyId);
      const answer = agency?.system?.readReply(signedOf(request)) ?? null;
      if (answer === null) return sendProblem(reply, 'partner/unknown');
      const isTaken = await takeReply(ports, agencyId, answer);
      return isTaken ? { taken: true } : sendProblem(reply, 'report/unknown');
    },
  );
};

const signedOf = (request: FastifyRequest): SignedRequest => ({
  header: (name) => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : '';
  },
  body: rawBodyOf(request),
});
