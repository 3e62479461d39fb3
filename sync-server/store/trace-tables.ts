/** Rows of tracing, as the database keeps them. */
export type TraceTables = {
  /** Crossings as tracing finds them again. `person`, `vehicle`: keyed hashes; `lane_id`: a log's id. */
  traced_crossings: {
    unit_id: string;
    record_id: string;
    declaration_id: string;
    at: number;
    later: number;
    doubt: number;
    person: string | null;
    vehicle: string | null;
    party_id: string | null;
    lane_id: string | null;
  };
  /** `term`: keyed hash of a number, a telephone, a plate, or a name with a year of birth. */
  trace_terms: { term: string; unit_id: string; record_id: string };
  /** How far units' feeds were read for it. */
  trace_cursors: { unit_id: string; seq: number };
  /** `body`: sealed JSON; `ended`: `closed` or `withdrawn`. */
  trace_cases: {
    case_id: string;
    entered_at: number;
    officer_id: string;
    body: string;
    ended: string | null;
    ended_at: number | null;
  };
  trace_acts: {
    case_id: string;
    unit_id: string;
    record_id: string;
    deed: string;
    at: number;
    officer_id: string;
  };
  /** For whose sake a mark is in the watchlist: a case's, or somebody's who put it there by hand. `record_id` '': as a case. */
  trace_marks: { case_id: string; unit_id: string; record_id: string; mark: string };
};
