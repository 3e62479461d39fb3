import { z } from 'zod';
import { fail, ok, type Result } from '../core/result.ts';
import { bulletinSchema, type Bulletin } from './bulletin.ts';

/** `review`: waits for the eyes of another officer. Nothing follows the last two. */
export const bulletinStates = ['draft', 'review', 'published', 'withdrawn', 'discarded'] as const;
type BulletinState = (typeof bulletinStates)[number];

/** What an officer does with a bulletin at the command post. */
export const bulletinStepSchema = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('written'), bulletin: bulletinSchema }),
  z.strictObject({ step: z.literal('submitted') }),
  /** Back to its writers; with the reviewer's reason, or theirs. */
  z.strictObject({ step: z.literal('returned'), reason: z.string().trim().min(1).max(300) }),
  /** Approved and published in one: whoever approves answers for it. */
  z.strictObject({ step: z.literal('published') }),
  z.strictObject({ step: z.literal('withdrawn'), reason: z.string().trim().min(1).max(300) }),
  z.strictObject({ step: z.literal('discarded') }),
]);
export type BulletinStep = z.infer<typeof bulletinStepSchema>;

export type BulletinStanding = {
  readonly state: BulletinState;
  /** Rises with every step: what is approved is what was seen. */
  readonly version: number;
  readonly bulletin: Bulletin;
  /** Everybody who wrote at it. */
  readonly writers: readonly string[];
};

type StepFault = 'bulletin/overtaken' | 'bulletin/own' | 'bulletin/over';

const comesFrom: Readonly<Record<BulletinStep['step'], readonly BulletinState[]>> = {
  written: ['draft'],
  submitted: ['draft'],
  returned: ['review'],
  published: ['review'],
  withdrawn: ['published'],
  discarded: ['draft', 'review'],
};

const stateAfter: Readonly<Record<BulletinStep['step'], BulletinState>> = {
  written: 'draft',
  submitted: 'review',
  returned: 'draft',
  published: 'published',
  withdrawn: 'withdrawn',
  discarded: 'discarded',
};

/**
 * Where a bulletin stands after a step, or why it cannot be taken.
 * @param before null: it is begun
 * @param seen the version that the officer looked at
 */
export const afterStep = (
  before: BulletinStanding | null,
  { step, seen, by, atMs }: { step: BulletinStep; seen: number; by: string; atMs: number },
): Result<BulletinStanding, StepFault> => {
  if (before === null) {
    if (step.step !== 'written') return fail('bulletin/overtaken');
    return ok({ state: 'draft', version: 1, bulletin: step.bulletin, writers: [by] });
  }
  const isSeen = seen === before.version && comesFrom[step.step].includes(before.state);
  if (!isSeen) return fail('bulletin/overtaken');
  if (step.step === 'published' && before.writers.includes(by)) return fail('bulletin/own');
  const isOver = before.bulletin.validUntilMs <= atMs;
  if (step.step === 'published' && isOver) return fail('bulletin/over');
  const moved = { ...before, state: stateAfter[step.step], version: before.version + 1 };
  if (step.step !== 'written') return ok(moved);
  const writers = [...new Set([...before.writers, by])];
  return ok({ ...moved, bulletin: step.bulletin, writers });
};
