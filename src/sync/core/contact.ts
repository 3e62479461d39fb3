/** When the server was last heard, by this tablet's clock; survives restarts. */
export type Contact = {
  readonly lastContactAtMs: number | null;
  readonly lastFailureAtMs: number | null;
  /** Code of the last failure, null once the server was heard again. */
  readonly lastFailure: string | null;
  /** The server asked to be left alone until then; null when it did not. */
  readonly restUntilMs: number | null;
  readonly epoch: string | null;
  /** Server clock minus tablet clock, milliseconds, and when that was measured. */
  readonly offsetMs: number | null;
  readonly offsetAtMs: number | null;
};

export const noContact: Contact = {
  lastContactAtMs: null,
  lastFailureAtMs: null,
  lastFailure: null,
  restUntilMs: null,
  epoch: null,
  offsetMs: null,
  offsetAtMs: null,
};

/** An answer that was believed. */
export type Heard = {
  /** When it was asked for and when it came, by the tablet's clock. */
  readonly askedWallMs: number;
  readonly nowMs: number;
  readonly epoch: string;
  readonly serverTime: number;
};

export const contactAfterAnswer = (before: Contact, heard: Heard): Contact => ({
  ...before,
  lastContactAtMs: heard.nowMs,
  lastFailure: null,
  restUntilMs: null,
  epoch: heard.epoch,
  // The answer was written about half-way between asking and hearing.
  offsetMs: Math.round(heard.serverTime - (heard.askedWallMs + heard.nowMs) / 2),
  offsetAtMs: heard.nowMs,
});

/** Another epoch means another history: what was acknowledged in the former one may be gone. */
export const isOtherHistory = (before: Contact, heard: Heard): boolean =>
  before.epoch !== null && before.epoch !== heard.epoch;

export type Failed = {
  readonly code: string;
  readonly nowMs: number;
  /** How long the server asked to be left alone. */
  readonly restMs: number | null;
};

export const contactAfterFailure = (before: Contact, failed: Failed): Contact => ({
  ...before,
  lastFailureAtMs: failed.nowMs,
  lastFailure: failed.code,
  restUntilMs: failed.restMs === null ? null : failed.nowMs + failed.restMs,
});

/** Longer than any wait that the server can ask for; beyond it the clock has jumped. */
const longestRestMs = 300_000;

/** Whether the server is still to be left alone. */
export const mustRest = ({ restUntilMs }: Contact, nowMs: number): boolean =>
  restUntilMs !== null && restUntilMs > nowMs && restUntilMs - nowMs <= longestRestMs;
