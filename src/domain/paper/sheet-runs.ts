import type { Sheet } from './fold-ledger.ts';

/** Sheets that follow each other and are alike. */
export type SheetRun = Pick<Sheet, 'state' | 'holder' | 'reason'> & {
  readonly first: string;
  readonly last: string;
  readonly count: number;
};

/** A pad told in as few lines as it takes. */
export const sheetsToRuns = (sheets: readonly Sheet[]): SheetRun[] => {
  const runs: SheetRun[] = [];
  for (const { serial, state, holder, reason } of sheets) {
    const run = runs.at(-1);
    const isAlike = run?.state === state && run.holder === holder && run.reason === reason;
    if (run && isAlike) runs[runs.length - 1] = { ...run, last: serial, count: run.count + 1 };
    else runs.push({ state, holder, reason, first: serial, last: serial, count: 1 });
  }
  return runs;
};
