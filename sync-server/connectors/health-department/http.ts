import { Agent, request, type Dispatcher } from 'undici';
import { z } from 'zod';
import type {
  DeliveryFailure,
  HealthDepartment,
} from '../../services/referrals/health-department.ts';
import { createBreaker, type BreakerRule } from '../circuit-breaker.ts';
import { parseJson, readText, retryAfterToMs } from '../read-response.ts';
import { referralToBundle } from './fhir-bundle.ts';
import { keyHeader, signatureHeader, signDelivery } from './signature.ts';

/** How the department's system is reached. */
export type DepartmentAccess = {
  /** Where bundles are posted. */
  readonly url: string;
  /** What both sides sign with. */
  readonly secret: string;
  /** PEM of who vouches for it; null: those the system trusts. */
  readonly authority: string | null;
};

const usualBreaker: BreakerRule = { failures: 5, firstRestMs: 1000, longestRestMs: 30_000 };

const connections = 8;

/** What says that a bundle was taken (FHIR R4 §3.1.0.11); a captive portal says something else. */
const takenSchema = z.object({
  resourceType: z.literal('Bundle'),
  type: z.literal('transaction-response'),
});

export const httpHealthDepartment = (
  { url, secret, authority }: DepartmentAccess,
  clock: () => number,
  rule = usualBreaker,
): HealthDepartment => {
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
          'content-type': 'application/fhir+json; charset=utf-8',
          accept: 'application/fhir+json',
          [keyHeader]: key,
          [signatureHeader]: signDelivery(secret, key, body),
        },
        body,
        dispatcher: agent,
        signal: AbortSignal.timeout(patienceMs),
      });
      return await readAnswer(answer, clock());
    } catch (error) {
      const isSlow = error instanceof Error && /Timeout|Abort/.test(error.name);
      return failed(isSlow ? 'too-slow' : 'unreachable');
    }
  };

  return {
    deliver: async (message, patienceMs) => {
      if (!breaker.enter(clock())) return failed('resting');
      const body = JSON.stringify(referralToBundle(message));
      const failure = await send(message.idempotencyKey, body, patienceMs);
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

const readAnswer = async (
  { statusCode, headers, body }: Dispatcher.ResponseData,
  nowMs: number,
): Promise<DeliveryFailure | null> => {
  const text = await readText(body);
  if (statusCode === 429 || statusCode === 503) {
    return failed('busy', retryAfterToMs(headers['retry-after'], nowMs));
  }
  if (statusCode === 400 || statusCode === 422) return failed('refused');
  const isTaken = statusCode === 200 && takenSchema.safeParse(parseJson(text ?? '')).success;
  return isTaken ? null : failed('not-understood');
};
