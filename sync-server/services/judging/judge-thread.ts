import { parentPort, workerData } from 'node:worker_threads';
import { ok } from '#domain/core/result.ts';
import { packRequest } from '../../store/custody-request.ts';
import { ownBuffers } from '../../store/own-buffers.ts';
import { frameOpener } from '../sealing/open-frames.ts';
import type { SealingKeyPair } from '../sealing/sealing-keys.ts';
import { judgePush, type PushToJudge } from './judge-push.ts';
import type { JudgeReply } from './judge-pool.ts';

// `startJudges` gives them, read from their file.
const openFrame = frameOpener(workerData as SealingKeyPair[]);

/** Judges pushes beside the thread that speaks HTTP. */
parentPort?.on('message', ({ id, push }: { id: number; push: PushToJudge }) => {
  const judged = judgePush(push, openFrame);
  if (!judged.ok) {
    parentPort?.postMessage({ id, verdict: judged } satisfies JudgeReply);
    return;
  }
  const asked = packRequest(judged.value.asked);
  const verdict = ok({ ...judged.value, asked });
  parentPort?.postMessage({ id, verdict } satisfies JudgeReply, ownBuffers([asked.packed]));
});
