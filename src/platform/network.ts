import type { z } from 'zod';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { CallFailure } from '#protocol/call-failure.ts';
import { problemSchema } from '#protocol/problem.ts';
import { sessionHeader } from '#protocol/session.ts';
import { signRequest, type Signer } from './device-signature.ts';

/** `fetch`, as much of it as is needed here. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

type RequestBody = { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> | string };

export const jsonBody = (message: unknown): RequestBody => ({
  type: 'application/json',
  bytes: JSON.stringify(message),
});

/** How a caller proves who it is. */
export type Credential = { readonly token?: string; readonly signer?: Signer };

export type ServerCall<Schema extends z.ZodType> = {
  readonly url: string;
  readonly answer: Schema;
  readonly credential?: Credential;
  /** The officer's session on whose behalf it asks. */
  readonly session?: string;
  /** Given: POST with this body. */
  readonly body?: RequestBody;
  /** Given: the answer must repeat it. */
  readonly nonce?: string;
  /** How long it is waited for; absent: as long as a thin line needs. */
  readonly limitMs?: number;
};

const callLimitMs = 30_000;

/**
 * One call to the sync server. A captive portal may answer anything with any status, so an answer
 * counts only when it is JSON of the expected shape with the nonce echoed [SYNC-5].
 */
export const callServer = async <Schema extends z.ZodType>(
  call: ServerCall<Schema>,
  fetchFrom: Fetch,
): Promise<Result<z.infer<Schema>, CallFailure>> => {
  try {
    const response = await fetchFrom(call.url, await requestOf(call));
    const body = await readJson(response);
    if (response.status !== 200) return fail(refusalOf(response, body));
    const answer = call.answer.safeParse(body);
    if (!answer.success || !echoes(body, call.nonce)) return fail({ kind: 'no-network' });
    return ok(answer.data);
  } catch {
    return fail({ kind: 'no-network' });
  }
};

export type ServerFile = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** A file may be large and the line thin. */
const fileLimitMs = 300_000;

/** Asks for a file. What is not of the type that was asked for, or was cut off, is none. */
export const fetchFile = async (
  call: Omit<ServerCall<z.ZodType>, 'answer'>,
  type: string,
  fetchFrom: Fetch,
): Promise<Result<ServerFile, CallFailure>> => {
  try {
    const asked = { ...call, limitMs: fileLimitMs };
    const response = await fetchFrom(call.url, await requestOf(asked));
    if (response.status !== 200) return fail(refusalOf(response, await readJson(response)));
    const told = response.headers.get('content-type') ?? '';
    const name = /filename="([\w.-]+)"/.exec(
      response.headers.get('content-disposition') ?? '',
    )?.[1];
    if (!told.startsWith(type) || name === undefined) return fail({ kind: 'no-network' });
    return ok({ name, bytes: new Uint8Array(await response.arrayBuffer()) });
  } catch {
    return fail({ kind: 'no-network' });
  }
};

/** The server says something every few seconds; a line that is silent for longer is dead. */
const longestSilenceMs = 12_000;

/**
 * Listens to server-sent events (WHATWG HTML §9.2) as long as the line holds.
 * @returns why it could not begin, or null when a line that had begun ended
 */
export const listenToServer = async <Schema extends z.ZodType>(
  call: ServerCall<Schema>,
  fetchFrom: Fetch,
  onEvent: (event: z.infer<Schema>) => void,
  stopping: AbortSignal,
): Promise<CallFailure | null> => {
  const silence = new AbortController();
  const hush = () => silence.abort();
  let timer = setTimeout(hush, longestSilenceMs);
  try {
    const signal = AbortSignal.any([stopping, silence.signal]);
    const response = await fetchFrom(call.url, await requestOf(call, signal));
    if (response.status !== 200) return refusalOf(response, await readJson(response));
    const isEvents = /^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '');
    if (!isEvents || response.body === null) return { kind: 'no-network' };
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return null;
      clearTimeout(timer);
      timer = setTimeout(hush, longestSilenceMs);
      const blocks = (rest + value).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = call.answer.safeParse(parseData(block));
        if (event.success) onEvent(event.data);
      }
    }
  } catch {
    return { kind: 'no-network' };
  } finally {
    clearTimeout(timer);
  }
};

const parseData = (block: string): unknown => {
  try {
    return JSON.parse(block.replace(/^data: ?/gm, ''));
  } catch {
    return undefined;
  }
};

const requestOf = async (
  call: Omit<ServerCall<z.ZodType>, 'answer'>,
  signal?: AbortSignal,
): Promise<RequestInit> => {
  const { url, body, session, limitMs = callLimitMs, credential: { token, signer } = {} } = call;
  const method = body === undefined ? 'GET' : 'POST';
  return {
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': body.type }),
      ...(session === undefined ? {} : { [sessionHeader]: session }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(signer && (await signRequest(signer, { method, url, body: body?.bytes ?? '' }))),
    },
    ...(body === undefined ? {} : { body: body.bytes }),
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    signal: signal ?? AbortSignal.timeout(limitMs),
  };
};

const readJson = async (response: Response): Promise<unknown> => {
  const contentType = response.headers.get('content-type') ?? '';
  if (!/^application\/(problem\+)?json\b/i.test(contentType)) return undefined;
  return await response.json();
};

const echoes = (body: unknown, nonce: string | undefined): boolean =>
  nonce === undefined ||
  (typeof body === 'object' && body !== null && 'nonce' in body && body.nonce === nonce);

const refusalOf = (response: Response, body: unknown): CallFailure => {
  const problem = problemSchema.safeParse(body);
  if (!problem.success) return { kind: 'no-network' };
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return {
    kind: 'refused',
    code: problem.data.problem,
    retry: problem.data.retry,
    retryAfterMs: Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null,
    reference: problem.data.reference,
  };
};
