import { closeSync, constants, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';

/** How far a ledger has come: in which life, and how much it has ever told and kept. */
const markSchema = z.object({ epoch: z.string().min(1), total: z.int().min(0) });
type Mark = z.infer<typeof markSchema>;

/** A note beside the ledger, by which a ledger that was put back from an older copy is known. */
export type LedgerMark = {
  /** Null: there is none, or none that can be read. */
  readonly read: () => Mark | null;
  /**
   * Called after each commit and before its answer. It is not forced to the disk: after a power cut an old
   * note is no reproach to a newer ledger, and a torn one is none at all.
   */
  readonly note: (mark: Mark) => void;
  readonly close: () => void;
};

/** Always so long: it is written over in place, in one call, and needs no new room on a full disk. */
const length = 160;

export const openLedgerMark = (path: string): LedgerMark => {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  return {
    read: () => {
      const mark = markSchema.safeParse(parseJson(readFileSync(path, 'utf8')));
      return mark.success ? mark.data : null;
    },
    note: (mark) => {
      writeSync(file, `${JSON.stringify(mark).padEnd(length - 1)}\n`, 0);
    },
    close: () => closeSync(file),
  };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
