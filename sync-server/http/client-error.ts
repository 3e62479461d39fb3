import type { Socket } from 'node:net';
import { problems, type Problem, type ProblemCode } from '#protocol/problem.ts';
import { securityHeaders } from './security-headers.ts';

const linesOf = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');

/** What cannot be read as HTTP is answered in the words of every other refusal, and the line is closed. */
export const answerClientError =
  (mintReference: () => string) =>
  (error: NodeJS.ErrnoException, socket: Socket): void => {
    if (error.code !== 'ECONNRESET' && socket.writable) {
      socket.write(
        error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
          ? `HTTP/1.1 408 Request Timeout\r\n${linesOf({ connection: 'close', 'content-length': '0' })}\r\n`
          : refusal(
              error.code === 'HPE_HEADER_OVERFLOW' ? 'request/too-large' : 'request/malformed',
              mintReference(),
            ),
      );
    }
    socket.destroy(error);
  };

const refusal = (problem: ProblemCode, reference: string): string => {
  const { status, retry } = problems[problem];
  const body = JSON.stringify({ problem, retry, reference } satisfies Problem);
  const headers = {
    ...securityHeaders,
    connection: 'close',
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
  };
  return `HTTP/1.1 ${status} Refused\r\n${linesOf(headers)}\r\n${body}`;
};
