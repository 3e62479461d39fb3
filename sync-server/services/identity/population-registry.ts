import type { IdentityAnswer, IdentityQuestion } from '#domain/identity/registry-check.ts';

/** Why a registry gave no answer. `refused`: it will not take the question as it is. */
export type RegistryFailure = {
  readonly reason: 'unreachable' | 'too-slow' | 'busy' | 'refused' | 'not-understood' | 'resting';
  /** When it asked to be left alone until, Unix milliseconds; null: it did not say. */
  readonly notBeforeMs: number | null;
};

export type RegistryReply =
  | { readonly answered: true; readonly answer: IdentityAnswer }
  | { readonly answered: false; readonly failure: RegistryFailure };

/** The state's register of people, whoever runs it. */
export type PopulationRegistry = {
  /**
   * Never throws.
   * @param requestId a UUID, the same whenever the same thing is asked again, so that a repetition can be told
   * @param patienceMs how long the answer is waited for
   */
  readonly ask: (
    requestId: string,
    question: IdentityQuestion,
    patienceMs: number,
  ) => Promise<RegistryReply>;
  /** How many more questions may be begun now for whom nobody waits; 0 as well while it is left alone. */
  readonly spareNow: () => number;
  readonly close: () => Promise<void>;
};
