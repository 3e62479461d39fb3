import { fastify, type FastifyInstance } from 'fastify';
import { judgeHere } from '../services/judging/judge.ts';
import { receiptSignerOf } from '../services/receipt-signer.ts';
import type { AppPorts } from './app-ports.ts';
import { answerClientError } from './client-error.ts';
import { sendFault } from './fault-response.ts';
import { sendProblem } from './problem-response.ts';
import { createLoadGauge } from './load-gauge.ts';
import { mintReadAloudCode } from '../services/read-aloud-code.ts';
import { addBodyReaders } from './authenticate.ts';
import { createDoor, type Door } from './door.ts';
import { enforceRules } from './callers.ts';
import { aboutRoute } from './routes/about.ts';
import { administrationRoute } from './routes/administration.ts';
import { auditRoute } from './routes/audit.ts';
import { boardRoute } from './routes/board.ts';
import { commandRoute } from './routes/command.ts';
import { declarationsRoute } from './routes/declarations.ts';
import { bulletinsRoute } from './routes/bulletins.ts';
import { carriedRoute } from './routes/carried.ts';
import { deviceKeyRoute } from './routes/device-key.ts';
import { enrolRoute } from './routes/enrol.ts';
import { feedLiveRoute } from './routes/feed-live.ts';
import { exportRoute } from './routes/export.ts';
import { identityRoute } from './routes/identity.ts';
import { mergedRoute } from './routes/merged.ts';
import { mailboxRoute } from './routes/mailbox.ts';
import { partnersRoute } from './routes/partners.ts';
import { passkeysRoute } from './routes/passkeys.ts';
import { personsRoute } from './routes/persons.ts';
import { openDataRoute } from './routes/open-data.ts';
import { officerPinRoute } from './routes/officer-pin.ts';
import { pullRoute } from './routes/pull.ts';
import { pushRoute } from './routes/push.ts';
import { reconcileRoute } from './routes/reconcile.ts';
import { referralsRoute } from './routes/referrals.ts';
import { reportsRoute } from './routes/reports.ts';
import { retentionRoute } from './routes/retention.ts';
import { rulesRoute } from './routes/rules.ts';
import { settleRoute } from './routes/settle.ts';
import { shiftRoute } from './routes/shift.ts';
import { sessionRoute } from './routes/session.ts';
import { subjectsRoute } from './routes/subjects.ts';
import { tracingRoute } from './routes/tracing.ts';
import { unitsRoute } from './routes/units.ts';
import { watchlistRoute } from './routes/watchlist.ts';
import { createServer } from './create-server.ts';
import { securityHeaders, transportSecurity } from './security-headers.ts';
import { createPublicPages, isNavigation, sendTablet, serveTablet } from './serve-tablet.ts';

declare module 'fastify' {
  interface FastifyRequest {
    readonly door: Door;
  }
}

const routes = [
  aboutRoute,
  unitsRoute,
  enrolRoute,
  pushRoute,
  carriedRoute,
  reconcileRoute,
  mergedRoute,
  identityRoute,
  pullRoute,
  boardRoute,
  exportRoute,
  deviceKeyRoute,
  sessionRoute,
  passkeysRoute,
  personsRoute,
  settleRoute,
  shiftRoute,
  auditRoute,
  rulesRoute,
  watchlistRoute,
  referralsRoute,
  bulletinsRoute,
  feedLiveRoute,
  reportsRoute,
  mailboxRoute,
  partnersRoute,
  tracingRoute,
  officerPinRoute,
  declarationsRoute,
  administrationRoute,
  retentionRoute,
  subjectsRoute,
  openDataRoute,
  commandRoute,
];

/** On a thin line 256 KiB take half a minute; whoever takes longer than this is not sending any more. */
const usualPatienceMs = 50_000;

/** Messages are checked where they are read, by the schemas of `src/protocol`. */
const noSchemas = (): never => {
  throw new Error('No route has a schema of the framework.');
};

/** The whole HTTP face, not yet listening. Every answer of the API is JSON, also when it is no success. */
export const buildApp = (ports: AppPorts): FastifyInstance => {
  const { tabletDir } = ports;
  const { patienceMs = usualPatienceMs, trustedProxies = [] } = ports;
  const door = createDoor(ports.monotonicMs ?? (() => performance.now()));
  const load = createLoadGauge(ports.random);
  const headers = ports.tls ? { ...securityHeaders, ...transportSecurity } : securityHeaders;
  const sendPublicPage = tabletDir === null ? null : createPublicPages(tabletDir);
  const app = fastify({
    serverFactory: (listener) => createServer(listener, patienceMs, ports.tls ?? null),
    logger: { level: ports.logLevel, stream: process.stderr },
    genReqId: () => mintReadAloudCode(ports.random),
    clientErrorHandler: answerClientError(() => mintReadAloudCode(ports.random)),
    requestIdHeader: false,
    // The framework's own compilers of schemas are not even loaded.
    schemaController: {
      compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas },
    },
    trustProxy: ['loopback', ...trustedProxies],
    frameworkErrors: (error, request, reply) => {
      sendFault({ ...ports, load }, error, request, reply.headers(headers));
    },
  });
  app.decorateRequest('door', { getter: () => door });
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    const isApi = isApiPath(request.url);
    if (isApi) reply.header('cache-control', 'no-store');
    request.door.enter(request, !isApi);
  });
  app.setErrorHandler((error, request, reply) =>
    sendFault({ ...ports, load }, error, request, reply),
  );
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = tabletDir !== null && !isApiPath(request.url) && isNavigation(request);
    if (!wantsPage) return sendProblem(reply, 'route/unknown');
    return sendPublicPage?.(request, reply) ?? sendTablet(reply);
  });
  const routePorts = {
    judge: judgeHere(ports.openFrame),
    ...ports,
    load,
    receiptSigner: receiptSignerOf(ports.store),
  };
  enforceRules(app, ports);
  addBodyReaders(app);
  for (const route of routes) route(app, routePorts);
  if (tabletDir !== null) serveTablet(app, tabletDir);
  return app;
};

const isApiPath = (url: string): boolean => /^\/api(\/|\?|$)/.test(url);
