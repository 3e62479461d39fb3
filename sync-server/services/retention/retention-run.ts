import { setImmediate as breathe } from 'node:timers/promises';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { LegalHold } from '#domain/retention/legal-hold.ts';
import type { ForgottenBy, Retention } from '#domain/retention/server-rules.ts';
import type { LiveEntry, LiveFilter } from '../../store/retention.ts';
import type { StoreTransactor } from '../../store/store.ts';
import type { ServicePorts } from '../service-ports.ts';
import { carryOut, type Forgetting } from './plan-forgetting.ts';

export type RetentionPorts = Pick<ServicePorts, 'store' | 'clock' | 'random' | 'openFrame'> & {
  readonly retention: Retention;
  /** Ends a run between two transactions; the next goes on where it was. */
  readonly signal?: AbortSignal;
};

/** Entries and rows that were forgotten, by rule. */
export type RetentionCounts = Partial<Record<ForgottenBy, number>>;

/** One run of the job: every step is a small transaction that counts what it forgot. */
export type RetentionRun = {
  readonly begunAtMs: number;
  readonly holds: readonly LegalHold[];
  readonly counts: RetentionCounts;
  readonly isCut: () => boolean;
  /** Drops what was planned. */
  readonly forget: (rule: ForgottenBy, plans: readonly Forgetting[]) => Promise<void>;
  /** One statement that says how many rows went. */
  readonly clear: (
    rule: ForgottenBy,
    work: (tx: StoreTransactor) => Promise<number>,
  ) => Promise<number>;
  /** Every entry that is still here and came by then, a page at a time. */
  readonly eachPage: (
    filter: LiveFilter & { readonly receivedThrough: number },
    look: (page: readonly LiveEntry[]) => Promise<void>,
  ) => Promise<void>;
};

/** Entries looked at in one go. One transaction drops what is due of them, and no push waits for longer. */
export const pageSize = 50;

export const beginRun = (
  { store, random, signal }: RetentionPorts,
  begunAtMs: number,
  holds: readonly LegalHold[],
): RetentionRun => {
  const runId = bytesToHex(random(8));
  const counts: RetentionCounts = {};
  const isCut = (): boolean => signal?.aborted === true;
  const add = (rule: ForgottenBy, count: number): void => {
    if (count > 0) counts[rule] = (counts[rule] ?? 0) + count;
  };

  return {
    begunAtMs,
    holds,
    counts,
    isCut,
    forget: async (rule, plans) => {
      if (plans.length === 0 || isCut()) return;
      add(rule, await store.transact((tx) => carryOut(tx, plans, { runId, begunAtMs, rule })));
    },
    clear: async (rule, work) => {
      if (isCut()) return 0;
      const forgotten = await store.transact(async (tx) => {
        const count = await work(tx);
        if (count > 0) await tx.noteForgotten({ runId, begunAtMs, rule, forgotten: count });
        return count;
      });
      add(rule, forgotten);
      return forgotten;
    },
    eachPage: async (filter, look) => {
      let after: LiveEntry | null = null;
      while (!isCut()) {
        const page: LiveEntry[] = await store.listLive({
          ...filter,
          receivedFrom: 0,
          after,
          limit: pageSize,
        });
        await look(page);
        after = page.at(-1) ?? null;
        if (after === null) break;
        // Whoever waits for an answer comes first.
        await breathe();
      }
    },
  };
};
