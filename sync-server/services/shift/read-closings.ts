import { parseEntry } from '#domain/log/entry-codec.ts';
import type { KnownClosing } from '#domain/shift/find-addenda.ts';
import { shiftClosingSchema } from '#domain/shift/shift-closing.ts';
import type { SignedClosing } from '#domain/shift/shift-statement.ts';
import type { ServicePorts } from '../service-ports.ts';

type KeptClosing = SignedClosing & { readonly receivedAtMs: number };

/** How a shift was closed, with every word, as it was signed; in the order in which it arrived. */
export const readClosings = async (
  { store, openFrame }: Pick<ServicePorts, 'store' | 'openFrame'>,
  unitId: string,
  shiftId: string,
): Promise<KeptClosing[]> => {
  const kept: KeptClosing[] = [];
  for (const { logId, position, receivedAtMs } of await store.listClosingsOf(unitId, shiftId)) {
    const stored = await store.findEntry({ unitId, logId }, position);
    const opened = stored === null || stored.frame.length === 0 ? null : openFrame(stored.frame);
    const entry = opened?.ok ? parseEntry(opened.value) : null;
    if (!entry?.ok || entry.value.kind !== 'shift.closed') continue;
    const { data, officer, time } = entry.value;
    kept.push({ ...data, logId, position, officer, wallMs: time.wall, receivedAtMs });
  }
  return kept;
};

/** Ten days of shifts: what comes later is told by a look-up, not by a report. */
const shiftsLookedAt = 40;

/** Of each earlier shift of the unit the closing that stands: the first one. */
export const readEarlierClosings = async (
  { store }: Pick<ServicePorts, 'store'>,
  unitId: string,
  shiftId: string,
): Promise<KnownClosing[]> => {
  const before = await store.listClosingsBefore(unitId, shiftId, shiftsLookedAt);
  return [...Map.groupBy(before, (closing) => closing.shiftId).values()]
    .flatMap(([first]) => {
      const body = shiftClosingSchema.loose().safeParse(first?.body);
      return first === undefined || !body.success
        ? []
        : [{ ...body.data, receivedAtMs: first.receivedAtMs }];
    })
    .toReversed();
};
