/** How often each fault strikes; the names are those of `--faults`. */
export type Faults = {
  /** The request never arrives. */
  readonly lostRequests: number;
  /** The server commits and its answer is destroyed on the way. */
  readonly lostAnswers: number;
  /** The same request arrives twice at once. */
  readonly doubled: number;
  /** An old request arrives again, out of order. */
  readonly replayed: number;
  /** A captive portal answers: a login page, `{}`, a redirect, or 511. */
  readonly portal: number;
  /** Per tablet and turn: the line is down for the next turns. */
  readonly flapping: number;
  /** Share of the tablets whose clock is years off, and chance of a jump per turn. */
  readonly clocks: number;
  /** Per tablet and turn: the profile goes on on a second tablet as well. */
  readonly cloned: number;
  /** Per tablet and turn: the profile is put back as it was some turns ago. */
  readonly rolledBack: number;
  /** Per tablet and turn: one entry that was not delivered is gone from the middle of the log. */
  readonly lostRows: number;
  /** Per tablet and turn: the page dies between two requests and forgets everything but its storage. */
  readonly restarts: number;
  /** Per saved record: saved twice at once, as by a second tap. */
  readonly doubleTaps: number;
  /** Per saved record: an entry that no build can read stands before it. */
  readonly poison: number;
  /** How many times the server is killed with SIGKILL. */
  readonly kills: number;
  /** How many times the database is put back from an older copy. */
  readonly restores: number;
};

const everything: Faults = {
  lostRequests: 0.05,
  lostAnswers: 0.15,
  doubled: 0.1,
  replayed: 0.05,
  portal: 0.03,
  flapping: 0.04,
  clocks: 0.3,
  cloned: 0.004,
  rolledBack: 0.004,
  lostRows: 0.004,
  restarts: 0.03,
  doubleTaps: 0.05,
  poison: 0.01,
  kills: 4,
  restores: 1,
};

type FaultName = keyof Faults;
const faultNames = Object.keys(everything) as FaultName[];

const without = Object.fromEntries(faultNames.map((name) => [name, 0])) as Record<
  FaultName,
  number
>;

/** @param asked `all`, `none`, or names with commas between. Throws on a name that is none. */
export const readFaults = (asked: string): Faults => {
  if (asked === 'all') return everything;
  if (asked === 'none') return without;
  const chosen = { ...without };
  for (const name of asked.split(',')) {
    const known = faultNames.find((each) => each === name);
    if (!known)
      throw new RangeError(`There is no fault "${name}". There are: ${faultNames.join(', ')}.`);
    chosen[known] = everything[known];
  }
  return chosen;
};
