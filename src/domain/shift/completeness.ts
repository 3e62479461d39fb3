/** What is known of one tablet of the unit when its shift is to be closed. */
export type TabletTally = {
  readonly logId: string | null;
  readonly deviceName: string;
  readonly delivered: number;
  readonly unsentRecords: number;
  readonly unsentEntries: number;
  /** Unix milliseconds by the server's clock; null if it never spoke. */
  readonly lastContactAtMs: number | null;
};

type TabletState = 'complete' | 'unsent' | 'silent';

export type CompletenessLine = TabletTally & {
  /** Records this tablet holds of the shift, as far as anyone knows. */
  readonly held: number;
  readonly state: TabletState;
};

export type Completeness = {
  readonly complete: boolean;
  readonly delivered: number;
  readonly held: number;
  readonly lines: readonly CompletenessLine[];
};

/** A tablet reports every minute while it is reached; after this long its last word proves nothing. */
export const silentAfterMs = 5 * 60_000;

/** Whether every record of a shift is known to be delivered, and if not, where the missing ones are. */
export const judgeCompleteness = (
  tallies: readonly TabletTally[],
  serverNowMs: number,
): Completeness => {
  const lines = tallies.map((tally): CompletenessLine => {
    const silent =
      tally.lastContactAtMs === null || serverNowMs - tally.lastContactAtMs > silentAfterMs;
    const state = tally.unsentEntries > 0 ? 'unsent' : silent ? 'silent' : 'complete';
    return { ...tally, held: tally.delivered + tally.unsentRecords, state };
  });
  return {
    complete: lines.length > 0 && lines.every((line) => line.state === 'complete'),
    delivered: lines.reduce((sum, line) => sum + line.delivered, 0),
    held: lines.reduce((sum, line) => sum + line.held, 0),
    lines,
  };
};
