import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { z } from 'zod';
import { mintNonce } from '#domain/core/random.ts';
import type { Result } from '#domain/core/result.ts';
import type { Report } from '#domain/report/report.ts';
import type { CallFailure } from '#protocol/call-failure.ts';
import { declareChallengedSchema } from '#protocol/declare.ts';
import {
  mailboxAnswerResponseSchema,
  mailboxResponseSchema,
  type MailboxAnswerResponse,
  type MailboxResponse,
} from '#protocol/mailbox.ts';
import { findProof } from '#protocol/proof-of-work.ts';
import { protocolVersion } from '#protocol/version.ts';
import { callServer, jsonBody } from '../../platform/network.ts';
import { systemRandom } from '../../platform/random.ts';
import type { CitizenReport } from './kept-report.ts';

/** So many attempts take an old telephone about as long as one drawing of the screen. */
const triesAtOnce = 500;

const ask = <Schema extends z.ZodType>(path: string, answer: Schema, what: object) => {
  const nonce = mintNonce(systemRandom);
  const body = jsonBody({ protocol: protocolVersion, nonce, ...what });
  return callServer({ url: `/api/v1/${path}`, answer, nonce, body }, (url, init) =>
    fetch(url, init),
  );
};

const hashOf = (secret: string): string => bytesToHex(sha256(utf8ToBytes(secret)));

/** Does the work and sends; the same report sent again is still one. */
export const sendReport = async (
  { reportId, secret }: CitizenReport,
  report: Report,
): Promise<Result<MailboxResponse, CallFailure>> => {
  const asked = await ask('mailbox/challenge', declareChallengedSchema, {});
  if (!asked.ok) return asked;
  const { challenge } = asked.value;
  let counter: number | null = null;
  for (let from = 0; counter === null; from += triesAtOnce) {
    counter = findProof(asked.value, reportId, from, triesAtOnce);
    await new Promise((resolve) => setTimeout(resolve));
  }
  const proof = { challenge, counter };
  return ask('mailbox', mailboxResponseSchema, {
    reportId,
    secretHash: hashOf(secret),
    proof,
    report,
  });
};

export const askAnswer = (
  number: number,
  secret: string,
): Promise<Result<MailboxAnswerResponse, CallFailure>> =>
  ask('mailbox/answer', mailboxAnswerResponseSchema, { number, secretHash: hashOf(secret) });
