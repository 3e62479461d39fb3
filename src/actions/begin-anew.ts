import type { Tablet } from './tablet.ts';

/** A tablet that has erased itself may be enrolled again, as if it were new. */
export const beginAnew = async ({ db, tripwire }: Tablet): Promise<void> => {
  tripwire.write(null);
  await db.settings.delete('erased');
};
