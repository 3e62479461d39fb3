import type { IdentityAnswer, IdentityQuestion } from '#domain/identity/registry-check.ts';
import { uuidV8 } from '#domain/core/uuid.ts';
import type { HashTerm } from '../search-terms.ts';
import type { ServicePorts } from '../service-ports.ts';
import type { PopulationRegistry, RegistryReply } from './population-registry.ts';

export type CheckPorts = Pick<ServicePorts, 'store' | 'clock' | 'openFrame' | 'random'> & {
  readonly registry: PopulationRegistry;
  readonly hashTerm: HashTerm;
};

/** How long an answer stands for the same question. */
const answerLastsMs = 86_400_000;

/** Equal for equal questions, and says nothing without the server's key. */
export const hashQuestion = (
  { hashTerm }: Pick<CheckPorts, 'hashTerm'>,
  { number, fullName, dob, sex }: IdentityQuestion,
): string => hashTerm(`identity ${JSON.stringify([number, fullName, dob, sex])}`);

export type Asked = { readonly reply: RegistryReply; readonly isNew: boolean };

/** Answered from memory where the same was asked within a day. */
export const askRegistry = async (
  { store, clock, registry, hashTerm }: CheckPorts,
  question: IdentityQuestion,
  patienceMs: number,
): Promise<Asked> => {
  const questionHash = hashQuestion({ hashTerm }, question);
  const nowMs = clock();
  const known = await store.findAnswer(questionHash, nowMs - answerLastsMs);
  if (known !== null) return { reply: { answered: true, answer: known }, isNew: false };
  const day = Math.floor(nowMs / answerLastsMs);
  // The same all day, so that a registry can tell a question whose answer was lost from a new one.
  const requestId = uuidV8(
    Buffer.from(hashTerm(`identity request ${questionHash} ${day}`), 'hex').subarray(0, 16),
  );
  return { reply: await registry.ask(requestId, question, patienceMs), isNew: true };
};

export const unavailable: IdentityAnswer = { outcome: 'unavailable' };
