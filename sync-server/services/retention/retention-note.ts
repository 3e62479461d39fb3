import { z } from 'zod';
import { dayMs } from '#domain/retention/server-rules.ts';

const noteSchema = z.object({
  lastRunAtMs: z.int(),
  /** Before this instant the clock is not believed. */
  trustedFromMs: z.int(),
});

/** What a run tells the next one. */
export type RetentionNote = z.infer<typeof noteSchema>;

export const readNote = (text: string | null): RetentionNote | null =>
  text === null ? null : noteSchema.parse(JSON.parse(text));

export const noteToText = (note: RetentionNote): string => JSON.stringify(note);

/** A server that was off for longer than this may as well have a clock that jumped. */
const longestPauseMs = 3 * dayMs;
const backwardsMs = 3_600_000;
/** For somebody to put the clock right, or to place a hold. */
const doubtMs = dayMs;

/**
 * From when on things are forgotten by their age. A clock that was set a year ahead would empty the ledger, so
 * after a jump, and before the first run of all, a day passes.
 */
export const trustedFrom = (note: RetentionNote | null, nowMs: number): number => {
  if (note === null) return nowMs + doubtMs;
  const sinceMs = nowMs - note.lastRunAtMs;
  const isJump = sinceMs > longestPauseMs || sinceMs < -backwardsMs;
  return isJump ? nowMs + doubtMs : note.trustedFromMs;
};
