import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { mintNonce } from '#domain/core/random.ts';
import type { Result } from '#domain/core/result.ts';
import type { CallFailure } from '#protocol/call-failure.ts';
import {
  declareChallengedSchema,
  declareResponseSchema,
  withdrawResponseSchema,
  type DeclareRequest,
  type DeclareResponse,
  type WithdrawRequest,
} from '#protocol/declare.ts';
import { findProof } from '#protocol/proof-of-work.ts';
import { protocolVersion } from '#protocol/version.ts';
import { callServer, jsonBody } from '../../platform/network.ts';
import { systemRandom } from '../../platform/random.ts';
import type { Waiting } from './kept.ts';

/** One drawing of the screen has 16 ms: the work takes less than that at a time. */
const atATimeMs = 8;
const triesBetweenLooks = 50;

const letThePageDraw = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => resolve(), { once: true });
    // Begun by hand, as it is with listeners.
    port1.start();
    port2.postMessage(null);
  });

const work = async (
  challenge: { readonly challenge: string; readonly bits: number },
  declarationId: string,
): Promise<number> => {
  for (let from = 0; ;) {
    const until = performance.now() + atATimeMs;
    while (performance.now() < until) {
      const counter = findProof(challenge, declarationId, from, triesBetweenLooks);
      if (counter !== null) return counter;
      from += triesBetweenLooks;
    }
    await letThePageDraw();
  }
};

type Outside = { readonly protocol: number; readonly nonce: string };
const outside = (): Outside => ({ protocol: protocolVersion, nonce: mintNonce(systemRandom) });
const ask = <Schema extends Parameters<typeof callServer>[0]['answer']>(
  path: string,
  answer: Schema,
  message: Outside | DeclareRequest | WithdrawRequest,
) =>
  callServer(
    { url: `/api/v1/${path}`, answer, nonce: message.nonce, body: jsonBody(message) },
    (url, init) => fetch(url, init),
  );

/** Does the work and declares; the same declaration sent again is still one. */
export const sendDeclaration = async (
  waiting: Waiting,
): Promise<Result<DeclareResponse, CallFailure>> => {
  const challenged = await ask('declarations/challenge', declareChallengedSchema, outside());
  if (!challenged.ok) return challenged;
  const { declarationId, secret, input, corrects, post } = waiting;
  const counter = await work(challenged.value, declarationId);
  return ask('declarations', declareResponseSchema, {
    ...outside(),
    declarationId,
    secretHash: bytesToHex(sha256(hexToBytes(secret))),
    proof: { challenge: challenged.value.challenge, counter },
    // What was typed, as it is: the wire's schema is of what may be changed, this is not.
    input: input as DeclareRequest['input'],
    ...(corrects && { corrects }),
    ...(post && { unitId: post.unitId }),
  });
};

export const sendWithdrawal = ({
  declarationId,
  secret,
}: {
  readonly declarationId: string;
  readonly secret: string;
}) => ask('declarations/withdraw', withdrawResponseSchema, { ...outside(), declarationId, secret });
