import type { FastifyInstance } from 'fastify';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { usualAgencies } from '#domain/report/agency.ts';
import type { Report } from '#domain/report/report.ts';
import type { ReportStep } from '#domain/report/report-state.ts';
import { declareChallengedSchema } from '#protocol/declare.ts';
import {
  mailboxAnswerResponseSchema,
  mailboxResponseSchema,
  type MailboxAnswerResponse,
} from '#protocol/mailbox.ts';
import { problemSchema } from '#protocol/problem.ts';
import { findProof } from '#protocol/proof-of-work.ts';
import {
  reportSearchResponseSchema,
  reportsResponseSchema,
  reportStatisticsResponseSchema,
  reportTakenResponseSchema,
  type ReportReceiveRequest,
} from '#protocol/reports.ts';
import { sessionHeader } from '#protocol/session.ts';
import { protocolVersion } from '#protocol/version.ts';
import { httpAgency } from '../../sync-server/connectors/agency/http.ts';
import { startAgencySandbox } from '../../sync-server/connectors/agency/sandbox/sandbox.ts';
import { httpMessageService } from '../../sync-server/connectors/message-service/http.ts';
import { startMessageSandbox } from '../../sync-server/connectors/message-service/sandbox/sandbox.ts';
import type { ReportPartners } from '../../sync-server/services/reports/partners.ts';
import type { TestEngine } from './engines.ts';
import { codeNow, seedOfficer, tokenOf } from './officer-world.ts';
import { openWorld, serverNowMs, type ServerWorld, type Tablet } from './server-world.ts';

const agencySecret = 'a secret of the agency, long enough for both';
const messageSecret = 'a secret of the message service, long enough';
const quick = { failures: 3, firstRestMs: 1000, longestRestMs: 4000 };

export const said: Report = {
  category: 'breach',
  urgency: 'plain',
  what: 'Quán nước vẫn bán tại chỗ',
  place: 'Ngã tư Sở',
};

const hashOfSecret = (secret: string): string => bytesToHex(sha256(utf8ToBytes(secret)));

/** A desk at work over a server of its own face: what it may ask, each time under the same session. */
export const openDesk = async (world: ServerWorld, app: FastifyInstance, tablet: Tablet) => {
  const officer = await seedOfficer(world, tablet.unitId, 'report-desk');
  const token = await tokenOf({ app }, tablet, officer, { code: codeNow() });
  const post = async (path: string, what: object) => {
    const answer = await app.inject({
      method: 'POST',
      url: `/api/v1/${path}`,
      headers: { authorization: `Bearer ${tablet.deviceToken}`, [sessionHeader]: token },
      payload: { protocol: protocolVersion, nonce: 'nonce-of-desk', ...what },
    });
    return answer.json<unknown>();
  };
  const taken = async (path: string, what: object) => {
    const body = await post(path, what);
    const problem = problemSchema.safeParse(body);
    return problem.success ? problem.data.problem : reportTakenResponseSchema.parse(body).card;
  };
  return {
    officer,
    list: async (after = 0) => reportsResponseSchema.parse(await post('reports', { after })),
    receive: (
      what: Pick<ReportReceiveRequest, 'reportId'> &
        Partial<Omit<ReportReceiveRequest, 'reportId'>>,
    ) => taken('reports/receive', { channel: 'call', report: said, ...what }),
    step: (reportId: string, step: ReportStep, stepId: string = crypto.randomUUID()) =>
      taken('reports/step', { reportId, step, stepId }),
    search: async (what: object) =>
      reportSearchResponseSchema.parse(
        await post('reports/search', { text: '', before: null, ...what }),
      ),
    statistics: async (fromMs: number, untilMs: number) =>
      reportStatisticsResponseSchema.parse(await post('reports/statistics', { fromMs, untilMs })),
  };
};

/** What a citizen's page does. */
export const openMailbox = (app: FastifyInstance) => {
  const post = async (path: string, what: object) => {
    const answer = await app.inject({
      method: 'POST',
      url: `/api/v1/${path}`,
      payload: { protocol: protocolVersion, nonce: 'nonce-of-page', ...what },
    });
    return answer.json<unknown>();
  };
  return {
    write: async (reportId: string, secret: string, report = said): Promise<number | string> => {
      const asked = declareChallengedSchema.parse(await post('mailbox/challenge', {}));
      const { challenge } = asked;
      const counter = findProof(asked, reportId, 0, 10_000_000) ?? -1;
      const proof = { challenge, counter };
      const body = await post('mailbox', {
        reportId,
        secretHash: hashOfSecret(secret),
        proof,
        report,
      });
      const problem = problemSchema.safeParse(body);
      return problem.success ? problem.data.problem : mailboxResponseSchema.parse(body).number;
    },
    answer: async (number: number, secret: string): Promise<MailboxAnswerResponse | string> => {
      const body = await post('mailbox/answer', { number, secretHash: hashOfSecret(secret) });
      const problem = problemSchema.safeParse(body);
      return problem.success ? problem.data.problem : mailboxAnswerResponseSchema.parse(body);
    },
  };
};

/** A server with an agency that has a system, one that has none, and a message service, on a clock of its own. */
export const openReporting = async (engine: TestEngine) => {
  const world = await openWorld(engine);
  let nowMs = serverNowMs;
  const clock = () => nowMs;
  const agency = await startAgencySandbox({ port: 0, secret: agencySecret });
  const messages = await startMessageSandbox({ port: 0, secret: messageSecret });
  const access = (url: string, secret: string) => ({ url, secret, authority: null });
  const [police, health] = usualAgencies;
  if (!police || !health) throw new Error('There are agencies.');
  const partners: ReportPartners = {
    agencies: [
      { ...police, system: httpAgency(access(agency.url, agencySecret), clock, quick) },
      { ...health, system: null },
    ],
    messages: httpMessageService(access(messages.url, messageSecret), clock, quick),
  };
  const app = world.withPorts({ clock, partners, urgentMs: 60_000 });
  const tablet = await world.enrol();
  const hook = async (path: string) => {
    if (app.server.listening) return new URL(path, `http://127.0.0.1:${portOf(app)}`).href;
    await app.listen({ host: '127.0.0.1', port: 0 });
    return new URL(path, `http://127.0.0.1:${portOf(app)}`).href;
  };
  return {
    world,
    app,
    partners,
    agency,
    messages,
    tablet,
    clock,
    police: police.agencyId,
    health: health.agencyId,
    hook,
    pass: (ms: number) => {
      nowMs += ms;
    },
    [Symbol.asyncDispose]: async () => {
      for (const { system } of partners.agencies) await system?.close();
      await partners.messages?.close();
      await app.close();
      await agency.close();
      await messages.close();
      await world[Symbol.asyncDispose]();
    },
  };
};

const portOf = (app: FastifyInstance): number => {
  const address = app.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('It listens on a port.');
  return address.port;
};
