/** What citizens report, see `tables.ts`. */
export type ReportTables = {
  /** `source`: where it came from, once. `merged_into`: the report that it repeats, which repeats none. */
  reports: {
    report_id: string;
    /** What people call it by, 1, 2, 3 … */
    number: number;
    source: string;
    channel: string;
    category: string;
    urgency: string;
    state: string;
    agency_id: string | null;
    merged_into: string | null;
    unit_id: string | null;
    received_at: number;
    since: number;
    /** When it was answered or forwarded; null: it waits for the desk. */
    settled_at: number | null;
    /** Of its last line. */
    seq: number;
    /** SHA-256 of what opens it on the public page; null: nobody was given any. */
    secret_hash: string | null;
  };
  /** What was reported, sealed JSON. No row: it was forgotten. */
  report_bodies: { report_id: string; body: string };
  /** Only added to. `source`: what said it, once. `actor`: an officer, or who else did it. */
  report_lines: {
    seq: number;
    report_id: string;
    kind: string;
    at: number;
    actor: string;
    source: string;
  };
  /** What belongs to a line, sealed JSON. */
  report_details: { seq: number; report_id: string; detail: string };
  report_head: { id: number; seq: number; number: number };
  report_deliveries: DeliveryRow;
};

/** Something to be sent on. `state`: `waiting`, `done` or `dead`. `claim`: who sends it now, until `due_at`. */
export type DeliveryRow = {
  unit_id: string;
  entry_id: string;
  record_id: string;
  state: string;
  queued_at: number;
  due_at: number;
  attempts: number;
  claim: string | null;
  reason: string | null;
  ended_at: number | null;
};
