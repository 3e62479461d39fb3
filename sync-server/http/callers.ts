import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { mayRead } from '#domain/open/open-role.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { sessionHeader } from '#protocol/session.ts';
import { tokenToHash } from '../services/identify-device.ts';
import { readSession } from '../services/officers/read-session.ts';
import type { EnrolledDevice } from '../store/device.ts';
import type { OpenKey } from '../store/open-keys.ts';
import type { OfficerSession } from '../store/officer-account.ts';
import type { AppPorts } from './app-ports.ts';
import { authenticate, isOperator, readToken } from './authenticate.ts';
import { sendProblem } from './problem-response.ts';
import { ruleOf, type RouteRule } from './route-rules.ts';

/** A route that nobody said who may call. */
export class RouteWithoutRule extends Error {}

const devices = new WeakMap<FastifyRequest, EnrolledDevice>();
const sessions = new WeakMap<FastifyRequest, OfficerSession>();
const openKeys = new WeakMap<FastifyRequest, OpenKey>();

/** The tablet that sends the request. Only where the route's rule asks for one. */
export const deviceOf = (request: FastifyRequest): EnrolledDevice => heldOf(devices, request);

/** The officer on whose behalf it is sent. Only where the route's rule asks for one. */
export const sessionOf = (request: FastifyRequest): OfficerSession => heldOf(sessions, request);

/** The key of the open data that it is read by. Only where the route's rule asks for one. */
export const openKeyOf = (request: FastifyRequest): OpenKey => heldOf(openKeys, request);

const heldOf = <Value>(held: WeakMap<FastifyRequest, Value>, request: FastifyRequest): Value => {
  const value = held.get(request);
  if (value === undefined) throw new RouteWithoutRule(request.routeOptions.url);
  return value;
};

/** Lets nobody into any route of the app but whom its rule names; a route without a rule cannot be added. */
export const enforceRules = (app: FastifyInstance, ports: AppPorts): void => {
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) {
      const rule = ruleOf(method, route.url);
      if (rule === null) throw new RouteWithoutRule(`${method} ${route.url}`);
      guard(route, (request) => admit(ports, request, rule));
    }
  });
};

/** After what the route itself asks first: whether there is room costs less than who it is. */
const guard = (
  route: RouteOptions,
  ask: (request: FastifyRequest) => Promise<Result<null, ProblemCode>>,
): void => {
  const admitOrRefuse = async (request: FastifyRequest, reply: FastifyReply) => {
    const admitted = await ask(request);
    return admitted.ok ? undefined : sendProblem(reply, admitted.error);
  };
  route.onRequest = [...[route.onRequest ?? []].flat(), admitOrRefuse];
};

const admitted = ok(null);

const admit = async (
  ports: AppPorts,
  request: FastifyRequest,
  rule: RouteRule,
): Promise<Result<null, ProblemCode>> => {
  if (rule.by === 'anyone') return admitted;
  if (rule.by === 'operator') {
    return isOperator(ports, request) ? admitted : fail('administrator/unknown');
  }
  if (rule.by === 'open-key') {
    const token = readToken(request);
    const key = token === null ? null : await ports.store.findOpenKey(tokenToHash(token));
    if (key === null) return fail('open-key/unknown');
    if (!mayRead(key.role, rule.reads)) return fail('open-key/not-allowed');
    request.door.read(key.keyId);
    openKeys.set(request, key);
    return admitted;
  }
  const device = await authenticate(ports, request);
  if (device === null) return fail('device/unknown');
  devices.set(request, device);
  if (rule.by === 'any-tablet') return admitted;
  if (device.ending !== null) return fail('device/switched-off');
  if (rule.by === 'tablet') return admitted;
  const session = await readSession(ports, device, tokenOf(request), rule);
  if (!session.ok) return session;
  sessions.set(request, session.value);
  return admitted;
};

const tokenOf = ({ headers }: FastifyRequest): string | null => {
  const token = headers[sessionHeader];
  return typeof token === 'string' && /^[\w-]{43}$/.test(token) ? token : null;
};
