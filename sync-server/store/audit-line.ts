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
  /** Whose data: record and device ids, hashes of what was searched for; never a name or a number. */
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
  /** 1, 2, 3 … */
  readonly seq: number;
  /** SHA-256 over the hash of the line before and this line, lower-case hex. */
  readonly hash: string;
};

export type AuditReader = {
  /** Lines after `after`, oldest first, at most `limit`. */
  listAudit: (after: number, limit: number) => Promise<AuditLine[]>;
  /** The place and hash that the next line will follow; 0 and zeros before the first. */
  auditHead: () => Promise<{ readonly seq: number; readonly hash: string }>;
};

export type AuditTransactor = {
  appendAudit: (note: AuditNote) => Promise<void>;
};
