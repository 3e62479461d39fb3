import { problems, problemSchema } from '#protocol/problem.ts';
import type { Answer } from './send.ts';

/** What a refusal must never tell: a stack, a path, a statement, a library. */
const leak =
  /\bat \S+ \(|\.ts\b|\.js\b|node:|node_modules|sync-server|\/tmp\/|\/home\/|SELECT |INSERT |UPDATE |SQLITE|sqlite|postgres|kysely|fastify|FST_|ECONN|TypeError|RangeError|SyntaxError/;

const strictProblem = problemSchema.strict();

/** A refusal by whoever reads HTTP, before anybody knew what was asked. */
const bareStatuses = new Set([408, 417]);

/** @returns what is wrong with an answer to a hostile request; null: nothing */
export const faultOf = ({ status, headers, body }: Answer, method: string): string | null => {
  if (status === 0 || status === 100) return null;
  if (status >= 200 && status < 400) return null;
  if (leak.test(body)) return `leak: ${body.slice(0, 200)}`;
  if (body === '') {
    const isBare = method === 'HEAD' || bareStatuses.has(status);
    return isBare && status < 500 ? null : `${status} without a word`;
  }
  const problem = strictProblem.safeParse(readJson(body));
  if (!problem.success) return `${status} is no problem: ${body.slice(0, 200)}`;
  if (problems[problem.data.problem].status !== status) return `${status} for ${body}`;
  if (status < 500) return null;
  const isHonest = problem.data.problem === 'server/busy';
  const saysWhen = Number(headers['retry-after']) >= 1;
  return isHonest && saysWhen ? null : `${status}: ${body.slice(0, 200)}`;
};

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
