import type { Problem, ProblemCode } from './problem.ts';

/** Everything that can come of a call besides the answer. Whatever is not Chốt speaking is no network. */
export type CallFailure =
  | { readonly kind: 'no-network' }
  | {
      readonly kind: 'refused';
      readonly code: ProblemCode;
      readonly retry: Problem['retry'];
      /** What the server asked for in Retry-After, milliseconds. */
      readonly retryAfterMs: number | null;
      readonly reference: string;
    };

/** The message key of a failed call. */
export const failureCode = (failure: CallFailure): 'server/unreachable' | ProblemCode =>
  failure.kind === 'no-network' ? 'server/unreachable' : failure.code;
