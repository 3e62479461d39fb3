import { z } from 'zod';
import {
  publicBulletinsResponseSchema,
  type PublicBulletinsResponse,
} from '#protocol/public-bulletins.ts';

const keptSchema = publicBulletinsResponseSchema.extend({
  /** When it was read, by this telephone's clock, Unix milliseconds. */
  readAtMs: z.number(),
});
export type KeptBulletins = z.infer<typeof keptSchema>;

const key = 'chot-ban-tin';

/** What was read last, for when there is no line; null: nothing, or this telephone keeps nothing. */
export const readKept = (): KeptBulletins | null => {
  try {
    const kept = keptSchema.safeParse(JSON.parse(localStorage.getItem(key) ?? ''));
    return kept.success ? kept.data : null;
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
    const told = publicBulletinsResponseSchema.parse(await answer.json());
    const kept = { ...told, readAtMs: nowMs() };
    keep(kept);
    return kept;
  } catch {
    return null;
  }
};

const keep = (kept: KeptBulletins): void => {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // Private browsing: it is read again next time.
  }
};

/** Those that hold now, by the server's clock as it was when they were read. */
export const inForce = (
  { bulletins, serverTimeMs, readAtMs }: KeptBulletins,
  nowMs: number,
): PublicBulletinsResponse['bulletins'] =>
  bulletins.filter(({ validUntilMs }) => serverTimeMs + (nowMs - readAtMs) < validUntilMs);
