import type { RecordRow } from './rows.ts';
import { isReadable } from './sealed-tables.ts';

/** It can be read and is not void: what it says may speak for who stands here now. */
export const isStanding = (row: RecordRow): boolean =>
  isReadable(row) && (row.merging?.crossing.voiding ?? null) === null;
