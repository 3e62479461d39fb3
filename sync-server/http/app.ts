import { fastify, type FastifyInstance } from 'fastify';
import { receiptSignerOf } from '../services/receipt-signer.ts';
import type { AppPorts } from './app-ports.ts';
import { sendFault } from './fault-response.ts';
import { sendProblem } from './problem-response.ts';
import { mintReference } from './reference.ts';
import { aboutRoute } from './routes/about.ts';
import { boardRoute } from './routes/board.ts';
import { enrolRoute } from './routes/enrol.ts';
import { pullRoute } from './routes/pull.ts';
import { pushRoute } from './routes/push.ts';
import { reconcileRoute } from './routes/reconcile.ts';
import { unitsRoute } from './routes/units.ts';
import { securityHeaders } from './security-headers.ts';
import { isNavigation, sendTablet, serveTablet } from './serve-tablet.ts';

const routes = [
  aboutRoute,
  unitsRoute,
  enrolRoute,
  pushRoute,
  reconcileRoute,
  pullRoute,
  boardRoute,
];

/** The whole HTTP face, not yet listening. Every answer of the API is JSON, also when it is no success. */
export const buildApp = (ports: AppPorts): FastifyInstance => {
  const { tabletDir } = ports;
  const app = fastify({
    logger: { level: ports.logLevel, stream: process.stderr },
    genReqId: () => mintReference(ports.random),
    requestIdHeader: false,
    frameworkErrors: (error, request, reply) => {
      sendFault(ports, error, request, reply.headers(securityHeaders));
    },
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders);
    if (isApiPath(request.url)) reply.header('cache-control', 'no-store');
  });
  app.setErrorHandler((error, request, reply) => sendFault(ports, error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    const wantsTablet = tabletDir !== null && !isApiPath(request.url) && isNavigation(request);
    return wantsTablet ? sendTablet(reply) : sendProblem(reply, 'route/unknown');
  });
  const routePorts = { ...ports, receiptSigner: receiptSignerOf(ports.store) };
  for (const route of routes) route(app, routePorts);
  if (tabletDir !== null) serveTablet(app, tabletDir);
  return app;
};

const isApiPath = (url: string): boolean => /^\/api(\/|\?|$)/.test(url);
