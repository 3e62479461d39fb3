import { useEffect, useMemo, useState } from 'react';
import {
  readDeclared,
  toParties,
  type DeclaredParty,
  type DeclaredPerson,
} from '#domain/lane/declared-here.ts';
import { may } from '#domain/officer/permissions.ts';
import type { CallFailure } from '#protocol/call-failure.ts';
import type { DeclaredHereResponse } from '#protocol/declared-here.ts';
import type { Tablet } from '../../actions/tablet.ts';
import { readFinished } from '../../store/finished-codes.ts';
import { useServices, useSession } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';

/** Nobody walks from the poster to the lane faster. */
const againMs = 10_000;
/** A server that refuses is not asked all the time. */
const afterRefusalMs = 300_000;

type Heard = {
  readonly officerId: string;
  readonly people: readonly DeclaredPerson[];
  /** The server's clock minus this tablet's. */
  readonly offsetMs: number;
  /** By this tablet's clock. */
  readonly heardAtMs: number;
};

/** Outlives the screen and no lock; it is written down nowhere. */
let heard: Heard | null = null;

const forgetWithLock = ({ db: { vault } }: Tablet): void => {
  const stop = vault.subscribe(() => {
    if (vault.holder() === heard?.officerId) return;
    heard = null;
    stop();
  });
};

const take = (
  { waiting }: DeclaredHereResponse,
  former: readonly DeclaredPerson[],
): DeclaredPerson[] =>
  waiting.flatMap(({ declarationId, issuedAtMs, code }) => {
    const known = former.find((one) => one.declarationId === declarationId);
    if (known) return known;
    return (code === null ? null : readDeclared(declarationId, code, issuedAtMs)) ?? [];
  });

const delayAfter = (failure: CallFailure): number => {
  if (failure.kind === 'no-network') return againMs;
  if (failure.retry !== 'later') return afterRefusalMs;
  return Math.max(againMs, failure.retryAfterMs ?? 0);
};

export type DeclaredHere = {
  readonly parties: readonly DeclaredParty[];
  readonly offsetMs: number;
  readonly heardAtMs: number;
  /** The last time it was asked there was no answer. */
  readonly isStale: boolean;
};

/** Who declared at the unit's poster, asked for as long as the lane is watched; null: never heard of. */
export const useDeclaredHere = (): DeclaredHere | null => {
  const { tablet, transport } = useServices();
  const { officerId, role } = useSession();
  const { db, clock } = tablet;
  const [now, setNow] = useState(() => (heard?.officerId === officerId ? heard : null));
  const [isStale, setStale] = useState(false);
  const isAsked = may(role, 'keep-record');
  useEffect(() => {
    if (!isAsked) return undefined;
    let timer = 0;
    let isOver = false;
    let isAsking = false;
    const ask = async (): Promise<void> => {
      if (isAsking || isOver || document.hidden) return;
      isAsking = true;
      clearTimeout(timer);
      const former = heard?.officerId === officerId ? heard.people : [];
      const answer = await transport.declaredHere(former.map((one) => one.declarationId));
      isAsking = false;
      // The tablet was locked meanwhile: nobody is there to be told.
      if (isOver || db.vault.holder() !== officerId) return;
      timer = window.setTimeout(() => void ask(), answer.ok ? againMs : delayAfter(answer.error));
      setStale(!answer.ok);
      if (!answer.ok) return;
      if (heard === null) forgetWithLock(tablet);
      const heardAtMs = clock.wallMs();
      const offsetMs = answer.value.serverTimeMs - heardAtMs;
      heard = { officerId, people: take(answer.value, former), offsetMs, heardAtMs };
      setNow(heard);
    };
    const urge = () => void ask();
    const lose = () => setStale(true);
    urge();
    addEventListener('online', urge);
    addEventListener('offline', lose);
    document.addEventListener('visibilitychange', urge);
    return () => {
      isOver = true;
      clearTimeout(timer);
      removeEventListener('online', urge);
      removeEventListener('offline', lose);
      document.removeEventListener('visibilitychange', urge);
    };
  }, [isAsked, officerId, tablet, transport, db, clock]);
  const people = now?.people;
  const finished = useLiveQuery(
    db,
    async (live) =>
      readFinished(
        live,
        (people ?? []).map((one) => one.declarationId),
      ),
    [people],
  );
  return useMemo(() => {
    if (now === null || finished === undefined) return null;
    const { offsetMs, heardAtMs } = now;
    const waiting = now.people.filter((one) => !finished.has(one.declarationId));
    return { parties: toParties(waiting), offsetMs, heardAtMs, isStale };
  }, [now, finished, isStale]);
};
