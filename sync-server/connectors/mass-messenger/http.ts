import { Agent, request, type Dispatcher } from 'undici';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type {
  MassFailure,
  MassMessenger,
  MassReport,
} from '../../services/sending/mass-messenger.ts';
import { keyHeader, signatureHeader, signDelivery } from '../signature.ts';
import { parseJson, readText, retryAfterToMs } from '../read-response.ts';
import { batchReportSchema, unknownBatchSchema } from './wire.ts';

/** How the service is reached. */
export type MassAccess = {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** What both sides sign with. */
  readonly secret: string;
  /** PEM of who vouches for it; null: those the system trusts. */
  readonly authority: string | null;
};

const connections = 8;

type Answer = {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Dispatcher.ResponseData['headers'];
};

export const httpMassMessenger = (
  { baseUrl, secret, authority }: MassAccess,
  clock: () => number,
): MassMessenger => {
  const connect = authority === null ? {} : { ca: authority };
  const agent = new Agent({ connections, pipelining: 1, connect });

  const call = async (
    path: string,
    { key, body, patienceMs }: { key: string; body?: string; patienceMs: number },
  ): Promise<Result<Answer, MassFailure>> => {
    try {
      const answer = await request(`${baseUrl}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
          [keyHeader]: key,
          [signatureHeader]: signDelivery(secret, key, body ?? ''),
        },
        ...(body !== undefined && { body }),
        dispatcher: agent,
        signal: AbortSignal.timeout(patienceMs),
      });
      const text = await readText(answer.body);
      const { statusCode: status, headers } = answer;
      return ok({ status, body: parseJson(text ?? ''), headers });
    } catch (error) {
      // Nobody was there to take it. Of any other broken line nobody can say what went over it.
      return fail(failed(isNeverConnected(error) ? 'not-taken' : 'unknown'));
    }
  };

  return {
    send: async ({ key, title, text, recipients }, patienceMs) => {
      const body = JSON.stringify({ title, text, recipients });
      const answer = await call('/batches', { key, body, patienceMs });
      if (!answer.ok) return answer;
      const { status, headers } = answer.value;
      const report = readReport(answer.value, key);
      if (report !== null) return ok(report);
      if (status === 429 || status === 503) {
        return fail(failed('not-taken', retryAfterToMs(headers['retry-after'], clock())));
      }
      if (status === 400 || status === 413 || status === 422) return fail(failed('refused'));
      return fail(failed(status === 401 || status === 403 ? 'not-taken' : 'unknown'));
    },
    ask: async (key, patienceMs) => {
      const answer = await call(`/batches/${encodeURIComponent(key)}`, { key, patienceMs });
      if (!answer.ok) return answer;
      const report = readReport(answer.value, key);
      if (report !== null) return ok(report);
      const { status, body } = answer.value;
      const isUnknown = status === 404 && unknownBatchSchema.safeParse(body).success;
      return isUnknown ? ok(null) : fail(failed('unknown'));
    },
    close: () => agent.destroy(),
  };
};

const failed = (kind: MassFailure['kind'], notBeforeMs: number | null = null): MassFailure => ({
  kind,
  notBeforeMs,
});

const isNeverConnected = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'].includes(
    String(error.code),
  );

/** A captive portal says something else. */
const readReport = ({ status, body }: Answer, key: string): MassReport | null => {
  if (status !== 200) return null;
  const report = batchReportSchema.safeParse(body);
  return report.success && report.data.batch === key ? report.data : null;
};
