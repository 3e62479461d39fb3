import { setTimeout as wait } from 'node:timers/promises';
import type { IdentityAnswer, IdentityQuestion } from '#domain/identity/registry-check.ts';
import { askRegistry, hashQuestion, type CheckPorts } from './ask-registry.ts';

/** Of the tablet's second and a half; the rest is the line's. */
const budgetMs = 1300;
/** What comes too late for the tablet is still kept, so that the queue need not ask again. */
const patienceMs = 5000;

export type AskAtOnce = (question: IdentityQuestion) => Promise<IdentityAnswer | null>;

/** Asks about somebody who stands before an officer. Null: no answer within the budget. */
export const askingAtOnce =
  (ports: CheckPorts, onFault: (error: unknown) => void): AskAtOnce =>
  async (question) => {
    const stopping = new AbortController();
    const late = wait(budgetMs, null, { signal: stopping.signal }).catch(() => null);
    const answer = await Promise.race([askAndKeep(ports, question).catch(noted(onFault)), late]);
    stopping.abort();
    return answer;
  };

const noted =
  (onFault: (error: unknown) => void) =>
  (error: unknown): null => {
    onFault(error);
    return null;
  };

const askAndKeep = async (
  ports: CheckPorts,
  question: IdentityQuestion,
): Promise<IdentityAnswer | null> => {
  const { reply, isNew } = await askRegistry(ports, question, patienceMs);
  if (!reply.answered) return null;
  const { answer } = reply;
  const kept = { questionHash: hashQuestion(ports, question), answer, answeredAtMs: ports.clock() };
  if (isNew) await ports.store.transact((tx) => tx.keepAnswer(kept));
  return answer;
};
