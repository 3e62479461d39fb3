import type { z } from 'zod';
import { aboutSchema } from '#protocol/about.ts';
import { boardResponseSchema } from '#protocol/board.ts';
import { feedLiveEventSchema } from '#protocol/bulletins.ts';
import { carryResponseSchema, carryToBody } from '#protocol/carry.ts';
import { failureCode, type CallFailure } from '#protocol/call-failure.ts';
import { identityResponseSchema } from '#protocol/identity.ts';
import { mergedResponseSchema } from '#protocol/merged.ts';
import { officerPinResponseSchema } from '#protocol/officer-pin.ts';
import { unitsResponseSchema } from '#protocol/enrol.ts';
import { pullResponseSchema } from '#protocol/pull.ts';
import { pushToBody } from '#protocol/push-body.ts';
import { pushMediaType, pushResponseSchema } from '#protocol/push.ts';
import { reconcileResponseSchema } from '#protocol/reconcile.ts';
import { watchlistResponseSchema } from '#protocol/watchlist.ts';
import { protocolVersion } from '#protocol/version.ts';
import { mintNonce } from '#domain/core/random.ts';
import { fail, ok, type Result } from '#domain/core/result.ts';
import {
  callServer,
  jsonBody,
  listenToServer,
  type Credential,
  type Fetch,
} from '../platform/network.ts';
import type { Answered } from './core/ports.ts';
import { systemRandom } from '../platform/random.ts';
import type { ChotDatabase } from '../store/database.ts';
import { noteKeyKnown } from '../store/device-key.ts';
import { readDevice } from '../store/read-device.ts';
import { createOfficerSession, type AskAsTablet } from './officer-session.ts';
import { deskCalls } from './desk-calls.ts';
import { credentialOf } from './own-key.ts';
import { readReceipt } from './read-receipt.ts';
import type { ServerCalls } from './ports.ts';

/** Nobody waits for it, and an answer after this is no use to who stands here. */
const whileTheyStandMs = 1500;

/** The server says something every 20 s; one beat may be lost. */
const newsSilenceMs = 45_000;

/**
 * The server over `fetch`, at the address and under the name of this tablet's enrolment.
 * @param serverUrl used until the tablet is enrolled; '' is the origin of the page
 */
export const createTransport = (
  db: ChotDatabase,
  serverUrl = '',
  fetchFrom: Fetch = (url, init) => fetch(url, init),
): ServerCalls => {
  const urlOf = (origin: string, path: string) => `${origin}/api/v1/${path}`;
  /** What everybody may ask. */
  const call = async <Schema extends z.ZodType>(path: string, answer: Schema) => {
    const device = await readDevice(db);
    const url = urlOf(device?.serverUrl ?? serverUrl, path);
    return callServer({ url, answer }, fetchFrom);
  };
  /** What only this tablet may ask. */
  const ask: AskAsTablet = async (path, asked) => {
    const device = await readDevice(db);
    const url = urlOf(device?.serverUrl ?? serverUrl, path);
    const credential = device && (await credentialOf(db, device, fetchFrom));
    const answer = await callServer(
      { url, ...asked, ...(credential && { credential }) },
      fetchFrom,
    );
    // A server that was put back from a backup may not know the key yet: next time it is told again.
    const isUnknown = !answer.ok && failureCode(answer.error) === 'device/unknown';
    if (isUnknown && device?.keyKnown) await noteKeyKnown(db, device.deviceId, false);
    return answer;
  };
  const officer = createOfficerSession(db, ask);
  const isBarred = (answer: Result<unknown, CallFailure>): boolean =>
    !answer.ok && ['session/needed', 'session/second-factor'].includes(failureCode(answer.error));
  /**
   * What only an officer may ask; the PIN that unlocked the tablet is proven without asking for it again, and what was
   * refused for want of a second factor that was proven while it was under way is asked again [FACTOR-6].
   */
  const asOfficer = async <Value>(
    attempt: (session: string) => Answered<Value>,
  ): Answered<Value> => {
    const attemptAs = async (token: string): Answered<Value> => {
      const answer = await attempt(token);
      const now = officer.token();
      return isBarred(answer) && now !== null && now !== token ? attemptAs(now) : answer;
    };
    const token = officer.token();
    if (token !== null) {
      const answer = await attemptAs(token);
      if (answer.ok || failureCode(answer.error) !== 'session/needed') return answer;
    }
    const opened = await officer.open();
    return opened.ok ? attemptAs(opened.value.token) : opened;
  };
  const askPrivately = <Schema extends z.ZodType>(path: string, answer: Schema, what: object) => {
    const nonce = mintNonce(systemRandom);
    const body = jsonBody({ protocol: protocolVersion, nonce, ...what });
    return asOfficer((session) => ask(path, { answer, body, nonce, session }));
  };
  /** Asks for what is no JSON, on behalf of the officer. */
  const inSession = async <Value>(
    path: string,
    attempt: (asked: {
      readonly url: string;
      readonly session: string;
      readonly credential?: Credential;
    }) => Answered<Value>,
  ): Answered<Value> => {
    const device = await readDevice(db);
    if (device === null) return fail({ kind: 'no-network' });
    return asOfficer(async (session) => {
      const credential = await credentialOf(db, device, fetchFrom);
      const asked = { url: urlOf(device.serverUrl, path), session };
      return attempt({ ...asked, ...(credential && { credential }) });
    });
  };
  const bodyOf = (what: object) =>
    jsonBody({ protocol: protocolVersion, nonce: mintNonce(systemRandom), ...what });
  /** Hears of what only an officer may know, as long as the line holds. */
  const follow = async <Schema extends z.ZodType>(
    path: string,
    answer: Schema,
    onEvent: (event: z.infer<Schema>) => void,
    stopping: AbortSignal,
  ): Promise<CallFailure | null> => {
    const ended = await inSession(path, async (asked) => {
      const heard = { ...asked, answer, body: bodyOf({}) };
      const failure = await listenToServer(heard, fetchFrom, onEvent, stopping);
      return failure === null ? ok(null) : fail(failure);
    });
    return ended.ok ? null : ended.error;
  };
  const server: ServerCalls = {
    about: () => call('about', aboutSchema),
    units: () => call('units', unitsResponseSchema),
    board: (unitId) =>
      ask(unitId === undefined ? 'board' : `board?unit=${encodeURIComponent(unitId)}`, {
        answer: boardResponseSchema,
      }),
    proveSecondFactor: (code) => officer.open(code),
    proveByPasskey: officer.openByPasskey,
    addPasskey: officer.addPasskey,
    ...deskCalls({ askPrivately, inSession, follow, fetchFrom }),
    watchlist: (have) => {
      const nonce = mintNonce(systemRandom);
      const body = jsonBody({ protocol: protocolVersion, nonce, have });
      return ask('watchlist', { answer: watchlistResponseSchema, body, nonce });
    },
    followNews: async (onHead, stopping) => {
      const device = await readDevice(db);
      if (device === null) return { kind: 'no-network' };
      const credential = await credentialOf(db, device, fetchFrom);
      const asked = {
        url: urlOf(device.serverUrl, 'feed/live'),
        answer: feedLiveEventSchema,
        body: jsonBody({ protocol: protocolVersion, nonce: mintNonce(systemRandom) }),
        ...(credential && { credential }),
        silenceMs: newsSilenceMs,
      };
      return listenToServer(asked, fetchFrom, ({ head }) => onHead(head), stopping);
    },
    push: (request) =>
      ask('push', {
        answer: pushResponseSchema,
        body: { type: pushMediaType, bytes: pushToBody(request) },
        nonce: request.nonce,
      }),
    carry: (parcel) => {
      const nonce = mintNonce(systemRandom);
      const request = { protocol: protocolVersion, nonce, parcel: new Uint8Array(parcel) };
      return ask('carried', {
        answer: carryResponseSchema,
        body: { type: pushMediaType, bytes: carryToBody(request) },
        nonce,
      });
    },
    reconcile: (request) =>
      ask('reconcile', {
        answer: reconcileResponseSchema,
        body: jsonBody(request),
        nonce: request.nonce,
      }),
    merged: (request) =>
      ask('merged', {
        answer: mergedResponseSchema,
        body: jsonBody(request),
        nonce: request.nonce,
      }),
    identity: (question) => {
      const nonce = mintNonce(systemRandom);
      const body = jsonBody({ protocol: protocolVersion, nonce, question });
      const answer = identityResponseSchema;
      return ask('identity', { answer, body, nonce, limitMs: whileTheyStandMs });
    },
    changePin: (request) =>
      ask('officer-pin', {
        answer: officerPinResponseSchema,
        body: jsonBody(request),
        nonce: request.nonce,
      }),
    readReceipt: (receipt) =>
      readReceipt(db, receipt, async () => {
        const about = await server.about();
        return about.ok ? (about.value.receiptKey ?? null) : null;
      }),
    pull: async (query) => {
      const search = new URLSearchParams({
        protocol: String(protocolVersion),
        scope: query.scope,
        cursor: String(query.cursor),
        limit: String(query.limit),
        ...(query.epoch === undefined ? {} : { epoch: query.epoch }),
      });
      return ask(`pull?${search}`, { answer: pullResponseSchema });
    },
  };
  return server;
};
