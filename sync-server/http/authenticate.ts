import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { pushMediaType } from '#protocol/push.ts';
import { signatureHeaders } from '#protocol/request-signature.ts';
import {
  identifyBySignature,
  identifyByToken,
  tokenToHash,
  type SignedRequest,
} from '../services/identify-device.ts';
import type { EnrolledDevice } from '../store/device.ts';
import type { AppPorts } from './app-ports.ts';

/** The body is not the one that was signed. */
export class BodyNotSigned extends Error {}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const formOf = {
  device: uuidPattern,
  nonce: /^[\w-]{8,64}$/,
  body: /^[0-9a-f]{64}$/,
  signature: /^[\w-]{86}$/,
} as const satisfies Record<keyof typeof signatureHeaders, RegExp>;

const readHeader = (
  { headers }: FastifyRequest,
  name: keyof typeof signatureHeaders,
): string | null => {
  const value = headers[signatureHeaders[name]];
  return typeof value === 'string' && formOf[name].test(value) ? value : null;
};

const isSigned = ({ headers }: FastifyRequest): boolean =>
  headers[signatureHeaders.signature] !== undefined;

/** What the headers claim; null when something is missing or is not of its form. */
export const readSignature = (request: FastifyRequest): SignedRequest | null => {
  const [deviceId, nonce, bodyHash, signature] = (
    ['device', 'nonce', 'body', 'signature'] as const
  ).map((name) => readHeader(request, name));
  if (!deviceId || !nonce || !bodyHash || !signature) return null;
  const { method, url: target } = request;
  // Nothing reads the body of a GET, so nothing would miss one that was put there.
  if (method === 'GET' && bodyHash !== hash('sha256', '')) return null;
  return { deviceId, method, target, bodyHash, nonce, signature };
};

/** A bearer token (RFC 6750 §2.1). */
export const readToken = ({ headers }: FastifyRequest): string | null =>
  /^Bearer ([\w-]{32,100})$/.exec(headers.authorization ?? '')?.[1] ?? null;

/**
 * The tablet that speaks, by its signature, or by its token if it never had a key; null: unknown here.
 * Whether the body is the one that was signed is seen when it is read, before anybody parses it.
 */
export const authenticate = async (
  ports: Pick<AppPorts, 'store'>,
  request: FastifyRequest,
): Promise<EnrolledDevice | null> => {
  const device = await identify(ports, request);
  if (device !== null) request.door.recognise(request, device);
  return device;
};

const identify = async (
  ports: Pick<AppPorts, 'store'>,
  request: FastifyRequest,
): Promise<EnrolledDevice | null> => {
  if (isSigned(request)) {
    const signed = readSignature(request);
    return signed && identifyBySignature(ports, signed);
  }
  const token = readToken(request);
  return token === null ? null : identifyByToken(ports, token);
};

/** Whether the request bears the token of the server's operator; where none was set, nobody does. */
export const isOperator = (
  { adminToken }: Pick<AppPorts, 'adminToken'>,
  request: FastifyRequest,
): boolean => {
  const token = readToken(request);
  return Boolean(adminToken) && token !== null && isSame(token, adminToken ?? '');
};

/** Hashed first, so that lengths agree and the comparison tells nothing by its time. */
const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(tokenToHash(one)), Buffer.from(tokenToHash(other)));

const rawBodies = new WeakMap<FastifyRequest, string>();

/** A JSON body as it was sent: partners sign their words, not what we make of them. */
export const rawBodyOf = (request: FastifyRequest): string => rawBodies.get(request) ?? '';

/** Reads bodies: compares each with what was signed over it, and only then says what it is. */
export const addBodyReaders = (app: FastifyInstance): void => {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (isForged(request, body)) done(new BodyNotSigned());
    else {
      const text = body.toString();
      rawBodies.set(request, text);
      void parseJson(request, text, done);
    }
  });
  app.addContentTypeParser(pushMediaType, { parseAs: 'buffer' }, (request, body, done) => {
    if (isForged(request, body)) done(new BodyNotSigned());
    else done(null, body);
  });
};

const isForged = (request: FastifyRequest, body: string | Buffer): boolean =>
  isSigned(request) && readHeader(request, 'body') !== hash('sha256', body);
