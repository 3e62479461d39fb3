/** What somebody did with people's data, as it was noted. */
export type AuditNote = {
  /** Unix milliseconds by the server's clock. */
  readonly atMs: number;
  /** `operator` for whoever holds the operator's token or the server's machine. */
  readonly officerId: string;
  readonly role: string;
  readonly unitId: string | null;
  readonly deviceId: string | null;
  readonly deed: string;
  /** What was searched for, as `search-terms.ts` hashes it; absent: nothing. */
  readonly term?: string | null;
  /** Whose data: record, device and officer ids; never a name or a number. */
  readonly subjects: readonly string[];
};

/** Whoever holds the operator's token or sits at the server's machine: nobody signed in. */
export const operator = {
  officerId: 'operator',
  role: 'operator',
  unitId: null,
  deviceId: null,
} as const satisfies Partial<AuditNote>;

/** A note in its place in the chain: no line can be changed or left out without all later ones telling. */
export type AuditLine = AuditNote & {
  readonly term: string | null;
  /** 1, 2, 3 … */
  readonly seq: number;
  /** SHA-256 over the hash of the line before and this line, lower-case hex. */
  readonly hash: string;
};

/** Which lines; what is absent does not matter. */
type AuditFilter = {
  readonly before: number | null;
  readonly officerId?: string | undefined;
  readonly deed?: string | undefined;
  /** Any of these. */
  readonly terms?: readonly string[];
};

export type AuditReader = {
  /** Lines after `after`, oldest first, at most `limit`. */
  listAudit: (after: number, limit: number) => Promise<AuditLine[]>;
  /** Newest first, at most `limit`. */
  listNewestAudit: (filter: AuditFilter, limit: number) => Promise<AuditLine[]>;
  /** The place and hash that the next line will follow; 0 and zeros before the first. */
  auditHead: () => Promise<{ readonly seq: number; readonly hash: string }>;
};

export type AuditTransactor = {
  appendAudit: (note: AuditNote) => Promise<void>;
};
