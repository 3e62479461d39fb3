import type { Fetch } from '../../src/platform/network.ts';
import type { Dice } from './dice.ts';
import type { Faults } from './faults.ts';

type Sent = { readonly url: string; readonly init: RequestInit };

export type FaultyLine = {
  readonly fetchFrom: Fetch;
  /** The line is cut, and nothing gets through, until it is mended. */
  cut: () => void;
  mend: () => void;
};

const keptRequests = 8;

const portalAnswers = [
  () => new Response('<html>Wi-Fi</html>', { headers: { 'content-type': 'text/html' } }),
  () => Response.json({}),
  () => Response.json({ nonce: 'cached', ackedThrough: 1_000_000 }),
  () => new Response(null, { status: 302, headers: { location: 'https://portal.invalid/' } }),
  () => new Response('<html>Log in</html>', { status: 511 }),
];

/** One tablet's way to the real server, over which a seed decides. */
export const createFaultyLine = (dice: Dice, faults: () => Faults): FaultyLine => {
  const earlier: Sent[] = [];
  let isCut = false;

  const carry = async (url: string, init: RequestInit): Promise<Response> => {
    const { signal: _ownDeadline, ...rest } = init;
    return fetch(url, { ...rest, signal: AbortSignal.timeout(60_000) });
  };

  /** Nobody waits for it; the server must stand it all the same. */
  const carryUnheard = async (url: string, init: RequestInit): Promise<void> => {
    await carry(url, init).then(
      (response) => response.arrayBuffer(),
      () => undefined,
    );
  };

  const fetchFrom: Fetch = async (url, init) => {
    const { lostRequests, lostAnswers, doubled, replayed, portal } = faults();
    if (isCut || dice.happens(lostRequests)) throw new TypeError('the line is down');
    if (dice.happens(portal)) return dice.pick(portalAnswers)();
    const isPush = url.endsWith('/push');
    const old = isPush && earlier.length > 0 && dice.happens(replayed) ? dice.pick(earlier) : null;
    const twice = isPush && dice.happens(doubled);
    const answerIsLost = dice.happens(lostAnswers);
    if (isPush) {
      earlier.push({ url, init });
      if (earlier.length > keptRequests) earlier.shift();
    }
    const [answer] = await Promise.all([
      carry(url, init),
      ...(twice ? [carryUnheard(url, init)] : []),
      ...(old ? [carryUnheard(old.url, old.init)] : []),
    ]);
    if (!answerIsLost) return answer;
    await answer.arrayBuffer();
    throw new TypeError('the answer was lost');
  };

  return {
    fetchFrom,
    cut: () => {
      isCut = true;
    },
    mend: () => {
      isCut = false;
    },
  };
};
