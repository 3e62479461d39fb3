import type { Declaration } from '../declaration/declaration.ts';
import { doubtCitizenId, type CitizenIdDoubt } from './citizen-id.ts';
import {
  declarationToQuestion,
  type IdentityAnswer,
  type IdentityChecked,
  type RegistryNotice,
} from './registry-check.ts';

/** How far it is known that a person is who they state to be. */
export type IdentityStanding =
  /** No registry will say: none is asked, or it does not know of such documents. */
  | { readonly kind: 'unasked' }
  /** Until the registry answers, what the number itself says stands in; none: nothing is doubted. */
  | { readonly kind: 'waiting'; readonly doubts: readonly CitizenIdDoubt[] }
  | { readonly kind: 'answered'; readonly answer: IdentityAnswer; readonly atMs: number };

/**
 * @param wallMs when it was recorded, Unix milliseconds
 * @param checked what the server has told of it; null: nothing
 * @param notice whether the server asks a registry; null: it never said so
 */
export const standingOf = (
  { declaration, wallMs }: { readonly declaration: Declaration; readonly wallMs: number },
  checked: IdentityChecked | null,
  notice: RegistryNotice | null,
): IdentityStanding => {
  const question = declarationToQuestion(declaration);
  if (question === null || checked?.answer.outcome === 'not-asked') return { kind: 'unasked' };
  if (checked !== null) return { kind: 'answered', answer: checked.answer, atMs: checked.atMs };
  if (notice === null || !notice.isChecked || wallMs < notice.sinceMs) return { kind: 'unasked' };
  return { kind: 'waiting', doubts: doubtCitizenId(question.number, question) };
};
