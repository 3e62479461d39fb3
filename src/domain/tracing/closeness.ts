import { gapBetween, type CrossingMoment } from './crossing-moment.ts';

/** A crossing as tracing looks at it: who it was is a keyed hash, or not known. */
export type TracedCrossing = CrossingMoment & {
  readonly unitId: string;
  readonly recordId: string;
  /** The same for one person's crossings; null: nothing to know them by. */
  readonly person: string | null;
  /** The same for one plate. */
  readonly vehicle: string | null;
  /** The same for all that were kept as one vehicle. */
  readonly partyId: string | null;
  /** Which tablet kept it while they stood there: a tablet stands in one lane. Null: typed from paper. */
  readonly laneId: string | null;
};

/** How close somebody came to a case, the closest first. */
export const closenesses = [
  /** In the same vehicle. */
  'vehicle',
  /** Lives with them, by the telephone they share. */
  'phone',
  /** In the same lane within a minute. */
  'lane-minute',
  /** In the same lane within the minutes asked for. */
  'lane',
  /** At the same unit within these minutes. */
  'unit',
  /** Came in the same vehicle at another time. */
  'plate',
  /** Perhaps: a clock or a sheet of paper is not sure enough to say. */
  'unsure',
] as const;
type Closeness = (typeof closenesses)[number];

const minuteMs = 60_000;
/** A full coach is looked at for as long. */
export const sameVehicleMs = 30 * minuteMs;

export type Meeting = { readonly closeness: Closeness; readonly gapMs: number };

const isSame = (one: string | null, other: string | null): boolean => one !== null && one === other;

/** How close two crossings were; null: not within `limitMs`. The same whichever is asked about. */
export const meetingOf = (
  one: TracedCrossing,
  other: TracedCrossing,
  limitMs: number,
): Meeting | null => {
  if (one.unitId !== other.unitId) return null;
  const hasOneClock = isSame(one.laneId, other.laneId);
  const gapMs = gapBetween(one, other, hasOneClock);
  const isTogether =
    isSame(one.partyId, other.partyId) ||
    (isSame(one.vehicle, other.vehicle) && gapMs <= sameVehicleMs);
  if (isTogether) return { closeness: 'vehicle', gapMs };
  if (gapMs > limitMs) return null;
  if (hasOneClock) return { closeness: gapMs <= minuteMs ? 'lane-minute' : 'lane', gapMs };
  const exactMs = Math.abs(one.atMs - other.atMs);
  const isSure =
    one.laterMs + other.laterMs === 0 &&
    one.doubtMs + other.doubtMs <= minuteMs &&
    exactMs <= limitMs;
  return isSure ? { closeness: 'unit', gapMs: exactMs } : { closeness: 'unsure', gapMs };
};

/** The closest first. */
export const compareMeetings = (one: Meeting, other: Meeting): number =>
  closenesses.indexOf(one.closeness) - closenesses.indexOf(other.closeness) ||
  one.gapMs - other.gapMs;
