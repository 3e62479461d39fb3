import { parentPort } from 'node:worker_threads';
import { ok } from '#domain/core/result.ts';
import { packRequest } from '../../store/custody-request.ts';
import { ownBuffers } from '../../store/own-buffers.ts';
import { judgePush, type PushToJudge } from './judge-push.ts';
import type { JudgeReply } from './judge-pool.ts';

/** Judges pushes beside the thread that speaks HTTP. */
parentPort?.on('message', ({ id, push }: { id: number; push: PushToJudge }) => {
  const judged = judgePush(push);
  if (!judged.ok) {
    parentPort?.postMessage({ id, verdict: judged } satisfies JudgeReply);
    return;
  }
  const asked = packRequest(judged.value.asked);
  const verdict = ok({ ...judged.value, asked });
  parentPort?.postMessage({ id, verdict } satisfies JudgeReply, ownBuffers([asked.packed]));
});
