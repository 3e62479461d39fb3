import {
  publicBulletinsResponseSchema,
  type PublicBulletinsResponse,
} from '#protocol/public-bulletins.ts';

type KeptBulletins = {
  readonly told: PublicBulletinsResponse;
  /** When it was read, by this telephone's clock, Unix milliseconds. */
  readonly readAtMs: number;
};

const toldKey = 'chot-ban-tin';
const readAtKey = 'chot-ban-tin-luc';

/** What was read last, for when there is no line; null: nothing, or this telephone keeps nothing. */
export const readKept = (): KeptBulletins | null => {
  try {
    const told = publicBulletinsResponseSchema.parse(
      JSON.parse(localStorage.getItem(toldKey) ?? ''),
    );
    return { told, readAtMs: Number(localStorage.getItem(readAtKey)) };
  } catch {
    return null;
  }
};

const limitMs = 20_000;

/** Asks the server and keeps its answer. Null: there is no line, or who answers is not the server. */
export const askBulletins = async (nowMs: () => number): Promise<KeptBulletins | null> => {
  try {
    const answer = await fetch('/api/v1/bulletins/public', {
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(limitMs),
    });
    const kept = {
      told: publicBulletinsResponseSchema.parse(await answer.json()),
      readAtMs: nowMs(),
    };
    keep(kept);
    return kept;
  } catch {
    return null;
  }
};

const keep = ({ told, readAtMs }: KeptBulletins): void => {
  try {
    localStorage.setItem(toldKey, JSON.stringify(told));
    localStorage.setItem(readAtKey, String(readAtMs));
  } catch {
    // Private browsing: it is read again next time.
  }
};

/** Those that hold now, by the server's clock as it was when they were read. */
export const inForce = (
  { told, readAtMs }: KeptBulletins,
  nowMs: number,
): PublicBulletinsResponse['bulletins'] =>
  told.bulletins.filter(
    ({ validUntilMs }) => told.serverTimeMs + (nowMs - readAtMs) < validUntilMs,
  );
