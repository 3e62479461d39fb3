import type { FastifyInstance } from 'fastify';
import {
  reportReceiveRequestSchema,
  reportSearchRequestSchema,
  reportsLiveRequestSchema,
  reportsRequestSchema,
  reportsSendAgainRequestSchema,
  reportStatisticsRequestSchema,
  reportStepRequestSchema,
  type ReportTakenResponse,
} from '#protocol/reports.ts';
import { watchFeed } from '../../services/feed-watch.ts';
import { readRequest } from '../../services/read-request.ts';
import { receiveAtDesk } from '../../services/reports/receive-report.ts';
import { tellStatistics } from '../../services/reports/report-statistics.ts';
import { takeReportStep } from '../../services/reports/take-report-step.ts';
import { findReports, tellReport, tellReports } from '../../services/reports/tell-reports.ts';
import type { AppPorts } from '../app-ports.ts';
import { sessionOf } from '../callers.ts';
import { sendProblem } from '../problem-response.ts';
import { sendLive } from '../send-live.ts';
import { reportingOf } from './partners.ts';

const bodyLimit = 32 * 1024;

/** The report desk. */
export const reportsRoute = (app: FastifyInstance, appPorts: AppPorts): void => {
  const ports = { ...appPorts, ...reportingOf(appPorts) };
  const watch = watchFeed(ports.store.reportHead);
  app.addHook('preClose', async () => watch.close());

  const taken = async (nonce: string, reportId: string): Promise<ReportTakenResponse | null> => {
    const card = await tellReport(ports, reportId);
    return card && { nonce, card };
  };

  app.post('/api/v1/reports', { bodyLimit }, async (request, reply) => {
    const message = readRequest(reportsRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    return tellReports(ports, sessionOf(request), message.value);
  });

  app.post('/api/v1/reports/receive', { bodyLimit }, async (request, reply) => {
    const message = readRequest(reportReceiveRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const received = await receiveAtDesk(ports, sessionOf(request), message.value);
    if (!received.ok) return sendProblem(reply, received.error);
    return taken(message.value.nonce, message.value.reportId);
  });

  app.post('/api/v1/reports/step', { bodyLimit }, async (request, reply) => {
    const message = readRequest(reportStepRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const step = await takeReportStep(ports, sessionOf(request), message.value);
    if (!step.ok) return sendProblem(reply, step.error);
    return taken(message.value.nonce, message.value.reportId);
  });

  app.post('/api/v1/reports/search', { bodyLimit }, async (request, reply) => {
    const message = readRequest(reportSearchRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const { protocol: _, ...asked } = message.value;
    return findReports(ports, sessionOf(request), asked);
  });

  app.post('/api/v1/reports/statistics', { bodyLimit }, async (request, reply) => {
    const message = readRequest(reportStatisticsRequestSchema, request.body);
    return message.ok ? tellStatistics(ports, message.value) : sendProblem(reply, message.error);
  });

  app.post('/api/v1/reports/send-again', { bodyLimit }, async (request, reply) => {
    const message = readRequest(reportsSendAgainRequestSchema, request.body);
    if (!message.ok) return sendProblem(reply, message.error);
    const { store, clock } = ports;
    const revived = await store.transact((tx) => tx.reviveDeliveries('reports', clock()));
    return { nonce: message.value.nonce, revived };
  });

  app.post('/api/v1/reports/live', { bodyLimit }, async (request, reply) => {
    const message = readRequest(reportsLiveRequestSchema, request.body);
    return message.ok ? sendLive(reply, watch) : sendProblem(reply, message.error);
  });
};
