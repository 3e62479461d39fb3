import type { Crossing } from '../declaration/crossing.ts';
import type { Declaration } from '../declaration/declaration.ts';
import { correctedMs } from '../matching/kin.ts';

export const hourMs = 3_600_000;

/** What the board counts of a record. */
export type Counted = {
  /** Beginning of the hour it was recorded in, Unix milliseconds, by the server's clock where the tablet knew it. */
  readonly hourMs: number;
  readonly verdict: Crossing['check.verdict'];
  /** How the declaration came; null: it has not arrived. */
  readonly channel: Declaration['channel'] | null;
};

/** Beginning of the hour of a moment. Vietnam is a whole number of hours from UTC. */
export const hourOf = (atMs: number): number => Math.floor(atMs / hourMs) * hourMs;

export const countedHourOf = (time: Parameters<typeof correctedMs>[0]): number =>
  hourOf(correctedMs(time));
