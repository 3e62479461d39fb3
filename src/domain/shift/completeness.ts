/** What is known of one tablet of the unit when its shift is to be closed. */
export type TabletTally = {
  readonly logId: string | null;
  readonly deviceName: string;
  readonly delivered: number;
  readonly unsentRecords: number;
  readonly unsentEntries: number;
  /** Entries the server holds and could not read: in custody, not counted as records. */
  readonly quarantined: number;
  /** Unix milliseconds by the server's clock; null if it never spoke. */
  readonly lastContactAtMs: number | null;
  /** Count and chain digest were compared with the server's and are equal, over all that it holds. */
  readonly isProven: boolean;
  /** Why it works no more; null: it does. */
  readonly ended: 'switched-off' | 'retired' | null;
};

/**
 * `unproven`: everything arrived by its word, and the ledgers were not compared yet. `questioned`: some of it waits
 * for a person to look at it. A tablet that works no more is waited for by nobody; what it said it still held stays
 * in the count, and is missing.
 */
type TabletState =
  | 'complete'
  | 'unsent'
  | 'silent'
  | 'unproven'
  | 'questioned'
  | 'switched-off'
  | 'retired';

export type CompletenessLine = TabletTally & {
  /** Records this tablet holds of the shift, as far as anyone knows. */
  readonly held: number;
  readonly state: TabletState;
};

export type Completeness = {
  readonly complete: boolean;
  readonly delivered: number;
  readonly held: number;
  readonly quarantined: number;
  readonly lines: readonly CompletenessLine[];
};

/** A tablet reports every minute while it is reached; during a shift an older word proves nothing. */
export const silentAfterMs = 2 * 60_000;

/** When a tablet must have spoken for its word to count: after the shift's end, or just now if it still runs. */
const spokenSinceMs = (serverNowMs: number, endsAtMs: number): number =>
  Math.min(endsAtMs, serverNowMs - silentAfterMs);

const stateOf = (tally: TabletTally, sinceMs: number): TabletState => {
  if (tally.ended !== null) return tally.ended;
  if (tally.unsentEntries > 0) return 'unsent';
  if (tally.lastContactAtMs === null || tally.lastContactAtMs < sinceMs) return 'silent';
  if (!tally.isProven) return 'unproven';
  return tally.quarantined > 0 ? 'questioned' : 'complete';
};

/** Something of it is not here, or not known to be: a tablet that works no more is not waited for, but what it took along is missing. */
export const isOpen = ({ state, unsentEntries }: CompletenessLine): boolean =>
  ['unsent', 'silent', 'unproven'].includes(state) || unsentEntries > 0;

/**
 * Whether every record of a shift is known to be delivered, and if not, where the missing ones are.
 * Quarantined entries are in custody and do not hold up the close; they are counted beside it.
 * @param endsAtMs end of the shift, Unix milliseconds
 */
export const judgeCompleteness = (
  tallies: readonly TabletTally[],
  serverNowMs: number,
  endsAtMs: number,
): Completeness => {
  const sinceMs = spokenSinceMs(serverNowMs, endsAtMs);
  const lines = tallies.map((tally): CompletenessLine => ({
    ...tally,
    held: tally.delivered + tally.unsentRecords,
    state: stateOf(tally, sinceMs),
  }));
  const total = (count: (line: CompletenessLine) => number) =>
    lines.reduce((sum, line) => sum + count(line), 0);
  return {
    complete: lines.length > 0 && !lines.some(isOpen),
    delivered: total((line) => line.delivered),
    held: total((line) => line.held),
    quarantined: total((line) => line.quarantined),
    lines,
  };
};
