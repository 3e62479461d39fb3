/** A port: nothing in here knows what time it is. */
export type Clock = {
  /** Unix milliseconds as the tablet believes them to be; may jump either way. */
  readonly wallMs: () => number;
  /** Milliseconds since `boot`; never goes back. */
  readonly monoMs: () => number;
  /** Random name of this page life, so that `monoMs` of two lives is never compared. */
  readonly boot: string;
};
