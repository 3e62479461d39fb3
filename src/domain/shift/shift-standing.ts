import { shiftHours, type Shift } from './shift.ts';

const hourMs = 3_600_000;

/** A shift that nobody has closed when the one after it ends was forgotten. */
export const forgottenAfterMs = shiftHours * hourMs;

type ShiftState =
  | 'ahead'
  | 'running'
  /** It is over and waits for its supervisor. */
  | 'to-close'
  | 'closed'
  /** Nobody closed it in time: it is closed as it was known, and everybody is told so. */
  | 'closed-by-rule'
  /** Somebody closed it after the rule had. */
  | 'closed-late'
  /** Nobody worked. */
  | 'idle'
  /** It is over, and whether anybody worked is not known here. */
  | 'unknown';

export type ShiftStanding = {
  readonly state: ShiftState;
  /** When the rule closes it, or has, if nobody does. */
  readonly ruleAtMs: number;
};

export type KnownOfShift = {
  /** Whether anything happened in it; null: that cannot be known without the server. */
  readonly isUsed: boolean | null;
  /** When it was closed by hand, by the clock of the tablet. */
  readonly closedAtMs: number | null;
};

/**
 * How a shift stands. It follows from the time and from what is known alone, so that tablets and the server
 * say the same of the same [SHIFT-9].
 */
export const judgeStanding = (
  { startsAtMs, endsAtMs }: Pick<Shift, 'startsAtMs' | 'endsAtMs'>,
  known: KnownOfShift,
  nowMs: number,
): ShiftStanding => {
  const ruleAtMs = endsAtMs + forgottenAfterMs;
  const state = (): ShiftState => {
    if (known.closedAtMs !== null) return known.closedAtMs < ruleAtMs ? 'closed' : 'closed-late';
    if (nowMs < startsAtMs) return 'ahead';
    if (nowMs < endsAtMs) return 'running';
    if (known.isUsed === null) return 'unknown';
    if (!known.isUsed) return 'idle';
    return nowMs < ruleAtMs ? 'to-close' : 'closed-by-rule';
  };
  return { state: state(), ruleAtMs };
};
