import type { FastifyInstance } from 'fastify';
import type { Fetch } from '../../src/platform/network.ts';

/** What becomes of a call: `deliver`ed and answered, lost on the way there or back, or answered by a stranger. */
export type Fate = 'deliver' | 'lose-request' | 'lose-answer' | Response;

export type TestNetwork = {
  readonly fetchFrom: Fetch;
  /** Calls wait until they are flushed. */
  hold: () => void;
  /** Settles the oldest waiting call; resolves when the caller has its answer. */
  flush: (fate: Fate) => Promise<void>;
  waiting: () => number;
  /** No call waits from now on; each gets this fate. */
  release: (fate?: Fate) => void;
  /** Fates of the next calls whose URL has the word, one each; afterwards as before. */
  plan: (word: string, ...fates: Fate[]) => void;
  /** Bodies of the pushes that reached the server. */
  readonly delivered: { url: string; init: RequestInit }[];
};

type Waiting = { settle: (fate: Fate) => Promise<void> };

/** A line between one tablet and the server that a test holds in its hand. */
export const createTestNetwork = (server: () => FastifyInstance): TestNetwork => {
  const queue: Waiting[] = [];
  const plans: { word: string; fate: Fate }[] = [];
  const delivered: { url: string; init: RequestInit }[] = [];
  let held = false;
  let usual: Fate = 'deliver';

  const carry = async (url: string, init: RequestInit, fate: Fate): Promise<Response> => {
    if (fate instanceof Response) return fate.clone();
    if (fate === 'lose-request') throw new TypeError('lost');
    delivered.push({ url, init });
    const answer = await callApp(server(), url, init);
    if (fate === 'lose-answer') throw new TypeError('lost');
    return answer;
  };

  const fetchFrom: Fetch = (url, init) => {
    const planned = plans.findIndex((plan) => url.includes(plan.word));
    const fate = planned < 0 ? usual : plans.splice(planned, 1)[0]?.fate;
    if (!held) return carry(url, init, fate ?? usual);
    return new Promise((resolve, reject) => {
      queue.push({
        settle: (chosen) => carry(url, init, chosen).then(resolve, reject),
      });
    });
  };

  return {
    fetchFrom,
    delivered,
    hold: () => {
      held = true;
    },
    flush: async (fate) => {
      await queue.shift()?.settle(fate);
    },
    waiting: () => queue.length,
    release: (fate = 'deliver') => {
      held = false;
      usual = fate;
      for (const call of queue.splice(0)) void call.settle(fate);
    },
    plan: (word, ...fates) => {
      plans.push(...fates.map((fate) => ({ word, fate })));
    },
  };
};

/** One call to the server in the same process. */
export const callApp = async (
  app: FastifyInstance,
  url: string,
  init: RequestInit,
): Promise<Response> => {
  const reply = await app.inject({
    method: init.method === 'POST' ? 'POST' : 'GET',
    url,
    headers: Object.fromEntries(new Headers(init.headers)),
    ...(init.body === undefined || init.body === null ? {} : { payload: payloadOf(init.body) }),
  });
  const headers = new Headers();
  for (const [name, value] of Object.entries(reply.headers)) headers.set(name, String(value));
  return new Response(reply.body, { status: reply.statusCode, headers });
};

const payloadOf = (body: NonNullable<RequestInit['body']>): string | Buffer => {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return Buffer.from(body);
  throw new TypeError('the tablet sends text or bytes');
};
