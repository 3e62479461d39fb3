import type { OpenFrame } from '#domain/log/sealed-frame.ts';
import type { Result } from '#domain/core/result.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { judgePush, type JudgedPush, type PushToJudge } from './judge-push.ts';

/** Whoever judges pushes, here or elsewhere. */
export type Judge = (push: PushToJudge) => Promise<Result<JudgedPush, ProblemCode>>;

/** In this thread. */
export const judgeHere =
  (openFrame: OpenFrame): Judge =>
  async (push) =>
    judgePush(push, openFrame);
