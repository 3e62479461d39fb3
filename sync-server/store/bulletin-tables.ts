/** Rows of what the city tells. Instants are Unix milliseconds. */
export type BulletinTables = {
  /** `body`: what was written, `writers`: ids, both JSON; `feed_seq`: place of its line in the feed `reference`. */
  bulletins: {
    bulletin_id: string;
    state: string;
    version: number;
    body: string;
    writers: string;
    changed_at: number;
    published_at: number | null;
    feed_seq: number | null;
  };
  /** Only added to. */
  bulletin_lines: {
    bulletin_id: string;
    version: number;
    step: string;
    at: number;
    officer_id: string;
    reason: string | null;
  };
  /** One row for each entry that says so; `kind`: `read` or `acknowledged`. */
  bulletin_receipts: {
    unit_id: string;
    entry_id: string;
    bulletin_id: string;
    officer_id: string;
    device_id: string;
    kind: string;
    at: number;
  };
  /** How far tablets have applied the feed `reference`, as far as bulletins stand in it. */
  feed_readers: { unit_id: string; device_id: string; seq: number };
  /** Whom messages are sent to: `address` as the service knows them, nothing else. A number is given once. */
  subscribers: { number: number; address: string };
  /** `body`: title and text, JSON. `epoch`: the life of the database in which its batches are known. */
  sendings: {
    bulletin_id: string;
    state: string;
    body: string;
    epoch: string;
    recipients: number;
    begun_at: number;
    ended_at: number | null;
    /** Before then nothing more of it is sent: the rate. */
    next_at: number;
  };
  /**
   * `state`: `waiting`, `sending` (claimed, or nobody can say whether it was taken), `accepted`, `done`, `dead` or
   * `stopped`.
   */
  sending_batches: {
    bulletin_id: string;
    batch: number;
    from_number: number;
    through_number: number;
    state: string;
    due_at: number;
    attempts: number;
    claim: string | null;
    reason: string | null;
    accepted: number;
    refused: number;
    delivered: number;
    failed: number;
  };
};
