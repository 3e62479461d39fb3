import type { ShiftFacts } from './fold-shift.ts';
import { forgottenAfterMs } from './shift-standing.ts';
import type { Shift } from './shift.ts';

/**
 * Who alone may sign the end of a shift: who answers for it now. Null: any supervisor of the unit, because nobody has
 * said who answers, or because it was forgotten and must be closed by whoever is there [SHIFT-10].
 */
export const whoSigns = (
  { endsAtMs }: Pick<Shift, 'endsAtMs'>,
  { supervisor }: Pick<ShiftFacts, 'supervisor'>,
  nowMs: number,
): string | null => (nowMs < endsAtMs + forgottenAfterMs ? supervisor : null);
