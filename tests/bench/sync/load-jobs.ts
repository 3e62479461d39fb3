import type { TestSigner } from '../../support/test-signer.ts';

/** One tablet of the load. */
export type LoadClient = {
  readonly unitId: string;
  readonly logId: string;
  readonly signer: TestSigner;
};

export type LoadJob = {
  readonly url: string;
  /** `bare`: the same records as JSON. */
  readonly to: 'chot' | 'bare';
  readonly clients: readonly LoadClient[];
  /** Entries of each log that were sent before. */
  readonly sent: number;
  readonly batches: number;
  readonly batchEntries: number;
};

export type LoadReport = {
  readonly entries: number;
  readonly seconds: number;
  /** Both directions, headers included. */
  readonly bytes: number;
};

export type StormJob = {
  readonly url: string;
  readonly clients: readonly LoadClient[];
  readonly entriesEach: number;
  readonly batchEntries: number;
};

export type StormReport = {
  readonly entries: number;
  readonly seconds: number;
  readonly pushes: number;
  /** Of pushes that were taken, from the first byte to the last, milliseconds. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly longestMs: number;
  /** Pushes that were asked to come back later. */
  readonly refused: number;
  /** Calls that broke or were answered in another way. */
  readonly failed: number;
};

/** What the load's own process is asked: build everything first, then send it when told. */
export type LoadOrder =
  | { readonly kind: 'prepare'; readonly job: LoadJob }
  | { readonly kind: 'prepare-storm'; readonly job: StormJob }
  | { readonly kind: 'send' }
  | { readonly kind: 'storm' };

export type LoadReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'sent'; readonly report: LoadReport }
  | { readonly kind: 'over'; readonly report: StormReport };
