/** Something personal was to be written and no key was there. */
export class VaultLocked extends Error {
  override readonly name = 'VaultLocked';
  constructor() {
    super('the vault is locked');
  }
}

/** What can be done with an open key. Synchronous, because IndexedDB ends a transaction that waits for anything else. */
export type Keyring = {
  readonly seal: (plain: Uint8Array, place: string) => Uint8Array;
  readonly unseal: (sealed: Uint8Array, place: string) => Uint8Array | null;
  readonly blind: (word: string) => string;
  /** Overwrites the key. */
  readonly destroy: () => void;
};

/** The tablet's key, in memory and nowhere else, and who opened it. */
export type Vault = {
  /** The officer whose PIN opened it; null: it is locked. */
  readonly holder: () => string | null;
  /** @param signInKey what proves the officer's PIN to the server; overwritten with the lock */
  readonly open: (keyring: Keyring, officerId: string, signInKey: Uint8Array) => void;
  /** Null: it is locked. */
  readonly signInKey: () => Uint8Array | null;
  /** Lets what is half done be finished, then drops the key. */
  readonly lock: () => Promise<void>;
  /** @param finish is waited for before the key is dropped. @returns stop */
  readonly beforeLock: (finish: () => Promise<unknown>) => () => void;
  /** @returns stop */
  readonly subscribe: (listener: () => void) => () => void;
  /** Nonce and ciphertext, bound to a place. @throws VaultLocked */
  readonly seal: (plain: Uint8Array, place: string) => Uint8Array;
  /** null: it is locked, or the bytes were not sealed here for this place. */
  readonly unseal: (sealed: Uint8Array, place: string) => Uint8Array | null;
  /** What a word is indexed under: equal words give equal tokens, and nobody without the key can tell of what. @throws VaultLocked */
  readonly blind: (word: string) => string;
  /** False: nothing is sealed. Only a test's control ever has it so. */
  readonly isSealing: boolean;
};

const longestFinishMs = 3_000;

export const createVault = (isSealing = true): Vault => {
  let keyring: Keyring | null = null;
  let holder: string | null = null;
  let proving: Uint8Array | null = null;
  const listeners = new Set<() => void>();
  const finishers = new Set<() => Promise<unknown>>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const held = (): Keyring => {
    if (keyring === null) throw new VaultLocked();
    return keyring;
  };
  return {
    isSealing,
    holder: () => holder,
    signInKey: () => proving,
    open: (opened, officerId, signInKey) => {
      keyring = opened;
      holder = officerId;
      proving = signInKey;
      tell();
    },
    lock: async () => {
      const late = new Promise((resolve) => setTimeout(resolve, longestFinishMs));
      await Promise.race([Promise.allSettled([...finishers].map((finish) => finish())), late]);
      keyring?.destroy();
      keyring = null;
      holder = null;
      proving?.fill(0);
      proving = null;
      tell();
    },
    beforeLock: (finish) => {
      finishers.add(finish);
      return () => finishers.delete(finish);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    seal: (plain, place) => held().seal(plain, place),
    unseal: (sealed, place) => keyring?.unseal(sealed, place) ?? null,
    blind: (word) => {
      const { blind } = held();
      return isSealing ? blind(word) : word;
    },
  };
};
