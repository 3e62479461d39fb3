import { unitScope } from '../../store/store.ts';
import {
  answerToLine,
  type CheckOutcome,
  type ClaimedCheck,
  type KeptAnswer,
} from '../../store/identity-checks.ts';
import type { IdentityAnswer } from '#domain/identity/registry-check.ts';
import { askRegistry, hashQuestion, unavailable, type CheckPorts } from './ask-registry.ts';
import type { RegistryFailure } from './population-registry.ts';
import { worthAskingMs } from './queue-checks.ts';
import { readQuestion } from './read-question.ts';

/** How long an answer is waited for when nobody stands there. */
const patienceMs = 5000;
/** After it a check that nobody settled is anybody's again; no question is begun that could outlast it. */
const claimMs = 20_000;
/** Claimed at once for each question that may be under way. */
const claimedEach = 4;
const firstDelayMs = 5000;
const longestDelayMs = 1_800_000;
/** A registry that will not take a question may after somebody mended it; it need not say so for days. */
const mostRefusals = 5;
const givenUpAtOnce = 500;

/** What was found of one check, not yet written down. */
type Finding = {
  readonly outcome: CheckOutcome;
  /** Null: tablets know all that there is. */
  readonly told: IdentityAnswer | null;
  readonly kept: KeptAnswer | null;
};

/** Asks about what is due, as much as the registry can bear now. @returns how many were claimed */
export const runChecks = async (ports: CheckPorts): Promise<number> => {
  const { store, clock, registry, random } = ports;
  const nowMs = clock();
  const spare = registry.spareNow();
  if (spare === 0) return 0;
  // So that an idle server writes nothing.
  if ((await store.countWaitingChecks()) === 0) return 0;
  const claim = Buffer.from(random(16)).toString('hex');
  const limit = spare * claimedEach;
  const wish = { claim, nowMs, untilMs: nowMs + claimMs, limit };
  const claimed = await store.transact((tx) => tx.claimChecks(wish));
  const settler = createSettler(ports, claim);
  const left = claimed.values();
  const work = async (): Promise<void> => {
    for (const check of left) {
      if (clock() + patienceMs >= wish.untilMs) return;
      settler.add(await findOut(ports, check));
    }
  };
  await Promise.all(Array.from({ length: spare }, work));
  await settler.drained();
  return claimed.length;
};

/** Ends what has waited too long, and says so. @returns how many */
export const giveUpOld = async (ports: CheckPorts): Promise<number> => {
  let ended = 0;
  for (;;) {
    const some = await giveUpSome(ports);
    ended += some;
    if (some < givenUpAtOnce) return ended;
  }
};

const giveUpSome = async ({ store, clock }: CheckPorts): Promise<number> => {
  const nowMs = clock();
  return store.transact(async (tx) => {
    const old = await tx.giveUpChecks(nowMs - worthAskingMs, givenUpAtOnce);
    for (const [unitId, checks] of Map.groupBy(old, (check) => check.unitId)) {
      const lines = checks.map(({ declarationId }) =>
        answerToLine(declarationId, unavailable, nowMs),
      );
      await tx.appendFeed(unitScope(unitId), lines);
    }
    return old.length;
  });
};

/** An answer that stands no longer is of no use, and neither is an ended check of long ago. */
export const forgetOldChecks = ({ store, clock }: CheckPorts): Promise<void> =>
  store.transact((tx) => tx.forgetChecks(clock() - worthAskingMs));

const findOut = async (ports: CheckPorts, check: ClaimedCheck): Promise<Finding> => {
  const question = await readQuestion(ports, check);
  const questionHash = question && hashQuestion(ports, question);
  const done: CheckOutcome = { ...check, kind: 'done', questionHash };
  if (question === null || questionHash === null) {
    const told = check.questionHash === null ? null : { outcome: 'not-asked' as const };
    return { outcome: done, told, kept: null };
  }
  // Amended, but not in what is asked.
  if (questionHash === check.questionHash) return { outcome: done, told: null, kept: null };
  const { reply, isNew } = await askRegistry(ports, question, patienceMs);
  const nowMs = ports.clock();
  if (reply.answered) {
    const { answer } = reply;
    const kept = isNew ? { questionHash, answer, answeredAtMs: nowMs } : null;
    return { outcome: done, told: answer, kept };
  }
  const { failure } = reply;
  if (failure.reason === 'refused' && check.attempts >= mostRefusals) {
    return { outcome: done, told: unavailable, kept: null };
  }
  return { outcome: { ...check, ...againAfter(check, failure, nowMs) }, told: null, kept: null };
};

const againAfter = ({ attempts }: ClaimedCheck, failure: RegistryFailure, nowMs: number) => {
  const isOwnFault = failure.reason === 'resting' || failure.reason === 'busy';
  const delayMs = Math.min(firstDelayMs * 2 ** (attempts - 1), longestDelayMs);
  const dueAtMs = isOwnFault ? Math.max(nowMs, failure.notBeforeMs ?? 0) : nowMs + delayMs;
  return { kind: 'again' as const, dueAtMs, countsAsAttempt: !isOwnFault };
};

/** Writes findings down as they come, all that came during one commit in the next. */
const createSettler = ({ store, clock }: CheckPorts, claim: string) => {
  let waiting: Finding[] = [];
  let writing: Promise<void> | null = null;

  const write = async (findings: readonly Finding[]): Promise<void> => {
    const nowMs = clock();
    await store.transact(async (tx) => {
      const told: (readonly [string, string, IdentityAnswer])[] = [];
      for (const { outcome, told: answer, kept } of findings) {
        if (kept !== null) await tx.keepAnswer(kept);
        const holds = await tx.settleCheck(claim, outcome);
        if (holds && answer !== null) told.push([outcome.unitId, outcome.declarationId, answer]);
      }
      // In one order, and the counters last: other writers queue for them.
      const byUnit = [...Map.groupBy(told, ([unitId]) => unitId)];
      for (const [unitId, answers] of byUnit.toSorted(([one], [other]) => (one < other ? -1 : 1))) {
        const lines = answers.map(([, id, answer]) => answerToLine(id, answer, nowMs));
        await tx.appendFeed(unitScope(unitId), lines);
      }
    });
  };
  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const findings = waiting;
      waiting = [];
      await write(findings);
    }
    writing = null;
  };

  return {
    add: (finding: Finding): void => {
      waiting.push(finding);
      if (writing !== null) return;
      writing = writeAll();
      // Who drains is told; until then nobody listens.
      writing.catch(() => undefined);
    },
    drained: async (): Promise<void> => {
      await writing;
    },
  };
};
