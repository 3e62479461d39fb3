import type { CodeNews } from '#domain/qr/code-news.ts';
import type { TrustKey } from '#domain/qr/trust-key.ts';

/** A key of the trust list; `secret`: its private JWK, where it is our own. */
export type StoredTrustKey = { readonly key: TrustKey; readonly secret: string | null };

/** What a citizen declared online. */
export type OnlineDeclaration = {
  readonly declarationId: string;
  /** SHA-256 of what the citizen's browser keeps. */
  readonly secretHash: string;
  readonly supersedes: string | null;
  /** At whose poster it was declared; null: at none, or at one that is not known. */
  readonly unitId: string | null;
  /** Null: it stands. */
  readonly ended: 'superseded' | 'withdrawn' | null;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
  /** JSON of the declaration. */
  readonly body: string;
};

type CodeUse = Extract<CodeNews, { what: 'used' }>;

export type OnlineDeclarationReader = {
  /** In the order of their names. */
  readonly listTrustKeys: (whose?: 'ours') => Promise<StoredTrustKey[]>;
  readonly findOnlineDeclaration: (declarationId: string) => Promise<OnlineDeclaration | null>;
  /** What was declared at a unit's poster since then, stands and was shown nowhere yet: the latest, in their order. */
  readonly listDeclaredAt: (where: {
    readonly unitId: string;
    readonly sinceMs: number;
    readonly limit: number;
  }) => Promise<Pick<OnlineDeclaration, 'declarationId' | 'issuedAtMs'>[]>;
};

export type OnlineDeclarationTransactor = {
  readonly putTrustKey: (key: StoredTrustKey) => Promise<void>;
  /** False: there is one of this id. */
  readonly insertOnlineDeclaration: (declaration: OnlineDeclaration) => Promise<boolean>;
  /** False: it has ended before, or there is none. */
  readonly endOnlineDeclaration: (
    declarationId: string,
    how: 'superseded' | 'withdrawn',
  ) => Promise<boolean>;
  /** False: this use is known. */
  readonly insertCodeUse: (
    use: Pick<CodeUse, 'declarationId' | 'recordId' | 'untilMs'>,
  ) => Promise<boolean>;
  /** Drops what citizens declared whose codes ended by then. @returns how many */
  readonly forgetOnlineDeclarations: (expiredThrough: number) => Promise<number>;
  /** Drops what was told of codes that ended by themselves by then. @returns how many lines */
  readonly forgetCodeNews: (untilMs: number) => Promise<number>;
};
