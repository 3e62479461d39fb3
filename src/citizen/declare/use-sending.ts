import { useEffect, useState } from 'preact/hooks';
import type { Result } from '#domain/core/result.ts';
import { fail } from '#domain/core/result.ts';
import type { CallFailure } from '#protocol/call-failure.ts';
import type { DeclareResponse } from '#protocol/declare.ts';
import { initialsOf } from './initials.ts';
import type { Kept, Waiting } from './kept.ts';
import type { ChangeKept } from './use-kept.ts';

export type Delivery =
  | { readonly kind: 'sending' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'busy'; readonly seconds: number };

const lookForLineEveryMs = 15_000;
const busyAtFirstMs = 5000;
const busyAtMostMs = 60_000;

/** The code that was given; the one that it replaces is of no more use. */
const accept =
  (
    { input, secret, corrects, post }: Waiting,
    { declarationId, code, expiresAtMs, toldUnit }: DeclareResponse,
  ) =>
  (kept: Kept): Kept => ({
    ...kept,
    waiting: kept.waiting.filter((one) => one.declarationId !== declarationId),
    codes: [
      ...kept.codes.filter(
        (one) =>
          one.declarationId !== corrects?.declarationId && one.declarationId !== declarationId,
      ),
      {
        declarationId,
        secret,
        code,
        initials: initialsOf(typeof input.fullName === 'string' ? input.fullName : ''),
        expiresAtMs,
        input,
        isWithdrawn: false,
        ...(post && {
          post: {
            ...post,
            untilMs: toldUnit?.unitId === post.unitId ? toldUnit.untilMs : null,
          },
        }),
      },
    ],
  });

const refuse =
  (declarationId: string, refused: string) =>
  (kept: Kept): Kept => ({
    ...kept,
    waiting: kept.waiting.map((one) =>
      one.declarationId === declarationId ? { ...one, refused } : one,
    ),
  });

const send = async (waiting: Waiting): Promise<Result<DeclareResponse, CallFailure>> => {
  if (!navigator.onLine) return fail({ kind: 'no-network' });
  try {
    const { sendDeclaration } = await import('./send-declaration.ts');
    return await sendDeclaration(waiting);
  } catch {
    return fail({ kind: 'no-network' });
  }
};

/** Sends what waits, one after another, for as long as it takes; a line that comes back is used at once. */
export const useSending = (kept: Kept, change: ChangeKept): Delivery => {
  const [delivery, setDelivery] = useState<Delivery>({ kind: 'sending' });
  const next = kept.waiting.find(({ refused }) => refused === null);
  const id = next?.declarationId;
  useEffect(() => {
    if (!next) return;
    let timer = 0;
    let isOver = false;
    let isTrying = false;
    let tries = 0;
    const again = (delayMs: number) => {
      timer = window.setTimeout(() => void attempt(), delayMs);
    };
    const attempt = async () => {
      if (isTrying || isOver) return;
      isTrying = true;
      clearTimeout(timer);
      setDelivery({ kind: 'sending' });
      const answer = await send(next);
      isTrying = false;
      tries += 1;
      if (answer.ok) return change(accept(next, answer.value));
      if (isOver) return;
      const failure = answer.error;
      if (failure.kind === 'no-network') {
        setDelivery({ kind: 'offline' });
        again(lookForLineEveryMs);
      } else if (failure.retry === 'later' || (failure.retry === 'now' && tries < 3)) {
        const grown = Math.min(busyAtMostMs, busyAtFirstMs * 2 ** (tries - 1));
        const delayMs = failure.retry === 'now' ? 0 : (failure.retryAfterMs ?? grown);
        setDelivery({ kind: 'busy', seconds: Math.ceil(delayMs / 1000) });
        again(delayMs);
      } else change(refuse(next.declarationId, failure.code));
    };
    const urge = () => void attempt();
    addEventListener('online', urge);
    void attempt();
    return () => {
      isOver = true;
      clearTimeout(timer);
      removeEventListener('online', urge);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what waits never changes under its id
  }, [id]);
  return delivery;
};
