import type { OpenRole } from '#domain/open/open-role.ts';

/** A key by which somebody reads the open data. */
export type OpenKey = {
  readonly keyId: string;
  /** Who has it. */
  readonly holder: string;
  readonly role: OpenRole;
  readonly madeAtMs: number;
  /** Null: it works. */
  readonly revokedAtMs: number | null;
};

export type OpenKeyReader = {
  /** One that works; null: there is none of this hash. */
  findOpenKey: (keyHash: string) => Promise<OpenKey | null>;
  /** Revoked ones too, in the order in which they were made. */
  listOpenKeys: () => Promise<OpenKey[]>;
};

export type OpenKeyTransactor = {
  insertOpenKey: (
    key: Omit<OpenKey, 'revokedAtMs'> & { readonly keyHash: string },
  ) => Promise<void>;
  /** False: none of this id works. */
  revokeOpenKey: (keyId: string, atMs: number) => Promise<boolean>;
};
