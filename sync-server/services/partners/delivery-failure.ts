/** Why a system of others did not take something. `refused`: it will not take the message as it is. */
export type DeliveryFailure = {
  readonly reason: 'unreachable' | 'too-slow' | 'busy' | 'refused' | 'not-understood' | 'resting';
  /** When it asked to be left alone until, Unix milliseconds; null: it did not say. */
  readonly notBeforeMs: number | null;
};
