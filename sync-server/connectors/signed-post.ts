import { Agent, request, type Dispatcher } from 'undici';
import type { DeliveryFailure } from '../services/partners/delivery-failure.ts';
import { createBreaker, type BreakerRule } from './circuit-breaker.ts';
import { parseJson, readText, retryAfterToMs } from './read-response.ts';
import { keyHeader, signatureHeader, signDelivery } from './signature.ts';

/** How a system of others is reached. */
export type PartnerAccess = {
  /** Where messages are posted. */
  readonly url: string;
  /** What both sides sign with. */
  readonly secret: string;
  /** PEM of who vouches for it; null: those the system trusts. */
  readonly authority: string | null;
};

export const usualBreaker: BreakerRule = {
  failures: 5,
  firstRestMs: 1000,
  longestRestMs: 30_000,
};

const connections = 8;

export type SignedPost = {
  /** Never throws. Null: it was taken. */
  readonly post: (
    message: { readonly key: string; readonly body: unknown },
    patienceMs: number,
  ) => Promise<DeliveryFailure | null>;
  readonly close: () => Promise<void>;
};

/** Posts messages that are signed and taken once, to a system that may be slow, down, wrong or short of breath. */
export const createSignedPost = (
  { url, secret, authority }: PartnerAccess,
  {
    mediaType,
    isTaken,
  }: { readonly mediaType: string; readonly isTaken: (body: unknown) => boolean },
  clock: () => number,
  rule = usualBreaker,
): SignedPost => {
  const connect = authority === null ? {} : { ca: authority };
  const agent = new Agent({ connections, pipelining: 1, connect });
  const breaker = createBreaker(rule);

  const send = async (
    key: string,
    body: string,
    patienceMs: number,
  ): Promise<DeliveryFailure | null> => {
    try {
      const answer = await request(url, {
        method: 'POST',
        headers: {
          'content-type': `${mediaType}; charset=utf-8`,
          accept: mediaType,
          [keyHeader]: key,
          [signatureHeader]: signDelivery(secret, key, body),
        },
        body,
        dispatcher: agent,
        signal: AbortSignal.timeout(patienceMs),
      });
      return await readAnswer(answer, isTaken, clock());
    } catch (error) {
      const isSlow = error instanceof Error && /Timeout|Abort/.test(error.name);
      return failed(isSlow ? 'too-slow' : 'unreachable');
    }
  };

  return {
    post: async ({ key, body }, patienceMs) => {
      if (!breaker.enter(clock())) return failed('resting');
      const failure = await send(key, JSON.stringify(body), patienceMs);
      // What it refuses it has read: it is at work.
      if (failure === null || failure.reason === 'refused') breaker.succeed();
      else breaker.fail(clock(), failure.notBeforeMs);
      return failure;
    },
    close: () => agent.destroy(),
  };
};

const failed = (
  reason: DeliveryFailure['reason'],
  notBeforeMs: number | null = null,
): DeliveryFailure => ({ reason, notBeforeMs });

/** @param isTaken whether the body says so; a captive portal says something else */
const readAnswer = async (
  { statusCode, headers, body }: Dispatcher.ResponseData,
  isTaken: (body: unknown) => boolean,
  nowMs: number,
): Promise<DeliveryFailure | null> => {
  const text = await readText(body);
  if (statusCode === 429 || statusCode === 503) {
    return failed('busy', retryAfterToMs(headers['retry-after'], nowMs));
  }
  if (statusCode === 400 || statusCode === 422) return failed('refused');
  return statusCode === 200 && isTaken(parseJson(text ?? '')) ? null : failed('not-understood');
};
