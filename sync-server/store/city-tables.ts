/** Rows of what the city as a whole looks at. */
export type CityTables = {
  /** What is counted of a crossing; nothing says whose it was. Gone with the crossing's own bytes. */
  crossing_facts: {
    unit_id: string;
    record_id: string;
    log_id: string;
    position: number;
    declaration_id: string | null;
    at: number;
    /** When its hour begins. */
    hour: number;
    standing: string;
    verdict: string | null;
    channel: string | null;
    direction: string | null;
    vehicle: string | null;
    symptom: string | null;
    age: string | null;
  };
  /** How far feeds were read for facts of crossings. */
  fact_cursors: { scope: string; seq: number };
  /** `key_hash`: the key itself is kept by its holder only. */
  open_keys: {
    key_id: string;
    key_hash: string;
    holder: string;
    role: string;
    made_at: number;
    revoked_at: number | null;
  };
};
