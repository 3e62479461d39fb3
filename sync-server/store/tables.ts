import type { BulletinTables } from './bulletin-tables.ts';
import type { CityTables } from './city-tables.ts';
import type { DeliveryRow, ReportTables } from './report-tables.ts';
import type { TraceTables } from './trace-tables.ts';

type LedgerTables = {
  server_meta: { key: string; value: string };
  /** `audience`: the one unit a line is meant for; null, everyone who reads the scope. */
  feed: { scope: string; seq: number; kind: string; body: string; audience: string | null };
  feed_counters: { scope: string; head: number };
  devices: {
    unit_id: string;
    device_id: string;
    name: string;
    token_hash: string;
    enrolled_at: number;
    last_contact_at: number | null;
    clock_offset_ms: number | null;
    app: string | null;
    epoch_seen: string | null;
    current_log_id: string | null;
    /** What it told of itself, as JSON. */
    told: string | null;
  };
  /** No row: it was enrolled before tablets had keys. */
  device_keys: { unit_id: string; device_id: string; public_key: string };
  /** No row: it is at work. */
  device_endings: {
    unit_id: string;
    device_id: string;
    kind: 'switched-off' | 'retired';
    reason: string;
    ended_at: number;
    detected_at: number;
  };
  /** Endings that were taken back. */
  device_returns: {
    unit_id: string;
    device_id: string;
    returned_at: number;
    reason: string;
    ended_kind: string;
    ended_reason: string;
    ended_at: number;
    detected_at: number;
  };
  enrol_codes: {
    code_hash: string;
    unit_id: string;
    made_at: number;
    expires_at: number;
    used_by: string | null;
  };
  officer_accounts: { unit_id: string; officer_id: string; role: string; sign_in_key: string };
  officer_factors: {
    officer_id: string;
    secret: string;
    last_step: number;
    failures: number;
    wait_until: number;
  };
  officer_passkeys: {
    credential_id: string;
    officer_id: string;
    rp_id: string;
    public_key: string;
    counter: number;
  };
  officer_sessions: {
    token_hash: string;
    unit_id: string;
    device_id: string;
    officer_id: string;
    role: string;
    factors: number;
    used_at: number;
    ends_at: number;
  };
  /** `subjects`: a JSON list. The database itself refuses to change or delete a line. */
  audit_lines: {
    seq: number;
    at: number;
    officer_id: string;
    role: string;
    unit_id: string | null;
    device_id: string | null;
    deed: string;
    term: string | null;
    subjects: string;
    hash: string;
  };
  /** One row. */
  audit_head: { id: number; seq: number; hash: string };
  /** `body`: the public key as JSON; `secret`: its private half, where it is our own. */
  trust_keys: { name: string; body: string; secret: string | null };
  /** `body`: what was declared, as JSON; `ended`: how, null while it stands; `unit_id`: at whose poster. */
  citizen_declarations: {
    declaration_id: string;
    secret_hash: string;
    supersedes: string | null;
    ended: string | null;
    issued_at: number;
    expires_at: number;
    body: string;
    unit_id: string | null;
  };
  /** Crossings in which a signed declaration was shown, as they were told. */
  code_uses: { declaration_id: string; record_id: string; until_ms: number };
  /** `body`: the set as JSON; `officer_id`: null at the server's own machine. */
  rule_sets: { number: number; officer_id: string | null; published_at: number; body: string };
  /** `kind`: null when withdrawn. Nothing else is kept of who is looked for. */
  watch_marks: { mark: string; kind: string | null; seq: number; changed_at: number };
  logs: {
    unit_id: string;
    log_id: string;
    device_id: string;
    acked_through: number;
    digest: string;
    reported_depth: number;
    reported_records: number;
    reported_oldest_wall_ms: number | null;
    /** 1: told to go on under another log id. */
    forked: number;
  };
  entries: {
    unit_id: string;
    log_id: string;
    position: number;
    entry_id: string;
    hash: string;
    /** No bytes: it was forgotten, or never came. */
    frame: Uint8Array;
    kind: string | null;
    subject_id: string | null;
    shift_id: string | null;
    status: string;
    reason: string | null;
    received_at: number;
  };
  records: {
    unit_id: string;
    record_id: string;
    shift_id: string;
    log_id: string;
    position: number;
    /** What of it stands in `hour_tallies`; all three null: nothing does. `channel`: '', not known. */
    hour_ms: number | null;
    verdict: string | null;
    channel: string | null;
  };
  shift_closings: {
    unit_id: string;
    shift_id: string;
    log_id: string;
    position: number;
    officer: string;
    wall_ms: number;
    records: number;
    body: string;
  };
  /** Of all entries of a log, whatever became of them; skipped positions among them. */
  log_tallies: {
    unit_id: string;
    log_id: string;
    crossings: number;
    quarantined: number;
    skipped: number;
  };
  /** Rows of `records`, counted. */
  shift_tallies: { unit_id: string; log_id: string; shift_id: string; records: number };
  /** Rows of `records` by what is counted of them. */
  hour_tallies: {
    unit_id: string;
    hour_ms: number;
    verdict: string;
    channel: string;
    records: number;
  };
  /** Subjects that are to be folded for the counts, since something was said of them. */
  tally_marks: { unit_id: string; subject_id: string; due_at: number };
  /** Declarations and crossings of which a field is contested. */
  open_conflicts: { unit_id: string; subject_id: string; log_id: string };
  /** Rises whenever a fold changed the counts of a unit. */
  tally_heads: { unit_id: string; seq: number };
  /** Chain digests at every so many positions. */
  checkpoints: { unit_id: string; log_id: string; position: number; digest: string };
  /** The last comparison of a log that came out equal. */
  certificates: {
    unit_id: string;
    log_id: string;
    entries: number;
    records: number;
    issued_at: number;
  };
  alerts: {
    unit_id: string;
    entry_id: string;
    device_id: string;
    log_id: string;
    position: number;
    hash: string;
    frame: Uint8Array;
    kind: string | null;
    shift_id: string | null;
    received_at: number;
    /** 1: the log has reached it. */
    settled: number;
  };
  incidents: {
    unit_id: string;
    incident_id: string;
    device_id: string;
    code: string;
    wall_ms: number;
    log_id: string | null;
    position: number | null;
    count: number | null;
    received_at: number;
  };
  /** Crossings whose people were forgotten, by one question at a time. */
  crossing_statistics: {
    unit_id: string;
    /** Beginning of an hour or a day, as the question has it. */
    from_ms: number;
    question: string;
    answer: string;
    crossings: number;
  };
  retention_runs: { run_id: string; rule: string; begun_at: number; forgotten: number };
  /** `body`: the request as JSON; ids and words, nothing of a person. */
  subject_requests: {
    request_id: string;
    due_at: number;
    closed_at: number | null;
    body: string;
  };
  /** `state`: `waiting`, `done` or `given-up`. `claim`: who asks now, until `due_at`. */
  identity_checks: {
    unit_id: string;
    declaration_id: string;
    state: string;
    queued_at: number;
    due_at: number;
    attempts: number;
    claim: string | null;
    question_hash: string | null;
  };
  /** `answer`: JSON, nothing of a person. */
  identity_answers: { question_hash: string; answer: string; answered_at: number };
  /** How far feeds were read for declarations to check. */
  identity_cursors: { scope: string; seq: number };
  referrals: {
    unit_id: string;
    record_id: string;
    declaration_id: string;
    state: string;
    raised_at: number;
    since: number;
    /** Of its last line. */
    seq: number;
  };
  /** Only added to. `entry_id`: the entry that raised it; null: the health desk said it. */
  referral_lines: {
    seq: number;
    unit_id: string;
    record_id: string;
    state: string;
    at: number;
    officer_id: string;
    entry_id: string | null;
  };
  /** What belongs to a line, sealed JSON. */
  referral_details: { seq: number; at: number; detail: string };
  referral_head: { id: number; seq: number };
  referral_deliveries: DeliveryRow;
  legal_holds: {
    hold_id: string;
    unit_id: string;
    shift_id: string | null;
    from_ms: number | null;
    until_ms: number | null;
    /** A JSON array. */
    subject_ids: string | null;
    reason: string;
    placed_at: number;
    released_at: number | null;
  };
};

/** Rows as the database keeps them. Instants are Unix milliseconds, hashes lower-case hex. */
export type Tables = LedgerTables & BulletinTables & CityTables & ReportTables & TraceTables;
