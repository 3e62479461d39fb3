import { Agent, request, type Dispatcher } from 'undici';
import { agreementToAnswer, type IdentityQuestion } from '#domain/identity/registry-check.ts';
import type {
  PopulationRegistry,
  RegistryFailure,
  RegistryReply,
} from '../../services/identity/population-registry.ts';
import { createBreaker, type BreakerRule } from '../circuit-breaker.ts';
import { parseJson, readText, retryAfterToMs } from '../read-response.ts';
import { comparisonResponseSchema, comparisonsPath, type ComparisonRequest } from './wire.ts';

/** How a registry is reached and what it is spared. */
export type RegistryAccess = {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** For `Authorization: Bearer`; null: the certificate says who asks. */
  readonly token: string | null;
  /** PEM; null: none is shown. */
  readonly clientCertificate: { readonly cert: string; readonly key: string } | null;
  /** PEM of who vouches for the registry; null: those the system trusts. */
  readonly authority: string | null;
  /** Questions under way at once. */
  readonly atOnce: number;
};

const usualBreaker: BreakerRule = {
  failures: 5,
  firstRestMs: 1000,
  longestRestMs: 60_000,
};

/** One in so many lines is left for people who stand before an officer. */
const keptForWhoWaits = 4;

export const httpRegistry = (
  { baseUrl, token, clientCertificate, authority, atOnce }: RegistryAccess,
  clock: () => number,
  rule = usualBreaker,
): PopulationRegistry => {
  const tls = {
    ...clientCertificate,
    ...(authority === null ? {} : { ca: authority }),
  };
  const agent = new Agent({ connections: atOnce, pipelining: 1, connect: tls });
  const breaker = createBreaker(rule);
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  let underWay = 0;

  const send = async (message: ComparisonRequest, patienceMs: number): Promise<RegistryReply> => {
    try {
      const answer = await request(`${baseUrl}${comparisonsPath}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(message),
        dispatcher: agent,
        signal: AbortSignal.timeout(patienceMs),
      });
      return await readAnswer(answer, message.requestId, clock());
    } catch (error) {
      const isSlow = error instanceof Error && /Timeout|Abort/.test(error.name);
      return failed(isSlow ? 'too-slow' : 'unreachable');
    }
  };

  return {
    ask: async (requestId, question, patienceMs) => {
      // Here and not in the agent's own queue: who waits for a line does not know that it waits.
      if (underWay >= atOnce || !breaker.enter(clock())) return failed('resting');
      underWay += 1;
      const reply = await send(toMessage(requestId, question), patienceMs);
      underWay -= 1;
      // What it refuses it has read: it is at work.
      if (reply.answered || reply.failure.reason === 'refused') breaker.succeed();
      else breaker.fail(clock(), reply.failure.notBeforeMs);
      return reply;
    },
    spareNow: () => {
      if (breaker.isResting(clock())) return 0;
      const kept = Math.floor(atOnce / keptForWhoWaits);
      return breaker.isTrying() ? 1 : Math.max(0, atOnce - kept - underWay);
    },
    close: () => agent.destroy(),
  };
};

const failed = (
  reason: RegistryFailure['reason'],
  notBeforeMs: number | null = null,
): RegistryReply => ({ answered: false, failure: { reason, notBeforeMs } });

const toMessage = (
  requestId: string,
  { number, fullName, dob, sex }: IdentityQuestion,
): ComparisonRequest => ({ requestId, number, fullName, dob, sex });

const readAnswer = async (
  { statusCode, headers, body }: Dispatcher.ResponseData,
  requestId: string,
  nowMs: number,
): Promise<RegistryReply> => {
  const text = await readText(body);
  if (statusCode === 429 || statusCode === 503) {
    return failed('busy', retryAfterToMs(headers['retry-after'], nowMs));
  }
  // A credential that does not hold is the operator's to mend, and the question is as good as before.
  if (statusCode === 400 || statusCode === 422) return failed('refused');
  if (statusCode !== 200 || text === null) return failed('not-understood');
  const parsed = comparisonResponseSchema.safeParse(parseJson(text));
  // Another id: somebody between us answers out of a cache.
  if (!parsed.success || parsed.data.requestId !== requestId) return failed('not-understood');
  const said = parsed.data;
  const answer = said.found ? agreementToAnswer(said.agreement) : { outcome: 'not-found' as const };
  return { answered: true, answer };
};
