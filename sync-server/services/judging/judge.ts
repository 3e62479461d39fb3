import type { Result } from '#domain/core/result.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import { judgePush, type JudgedPush, type PushToJudge } from './judge-push.ts';

/** Whoever judges pushes, here or elsewhere. */
export type Judge = (push: PushToJudge) => Promise<Result<JudgedPush, ProblemCode>>;

/** In this thread. */
export const judgeHere: Judge = async (push) => judgePush(push);
