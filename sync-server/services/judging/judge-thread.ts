import { parentPort } from 'node:worker_threads';
import { framesToGive } from '../../store/own-buffers.ts';
import { judgePush, type PushToJudge } from './judge-push.ts';
import type { JudgeReply } from './judge-pool.ts';

/** Judges pushes beside the thread that speaks HTTP. */
parentPort?.on('message', ({ id, push }: { id: number; push: PushToJudge }) => {
  const verdict = judgePush(push);
  const given = verdict.ok ? framesToGive(verdict.value.asked) : [];
  parentPort?.postMessage({ id, verdict } satisfies JudgeReply, given);
});
