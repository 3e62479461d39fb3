import type { OpenFrame } from '#domain/log/sealed-frame.ts';
import type { Store } from '../store/store.ts';

/** What every service stands on. */
export type ServicePorts = {
  readonly store: Store;
  /** Unix milliseconds. */
  readonly clock: () => number;
  /** That many unpredictable bytes. */
  readonly random: (size: number) => Uint8Array;
  /** Opens entries that tablets sealed. */
  readonly openFrame: OpenFrame;
};
