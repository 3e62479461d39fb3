/** What is refused first under load: reading can wait, what a tablet holds cannot. */
export type Burden = 'pull' | 'reconcile' | 'push';

/** Pushes whose bodies may lie in memory at once: 32 MiB of them. */
const pushesInFlight = 128;

/** Refused when this share of the room is taken. */
const sheddingShare: Record<Burden, number> = { pull: 0.5, reconcile: 0.75, push: 1 };

/** Below this share a tablet may push again at once. */
const calmShare = 0.25;

/** At full load a tablet waits so long between two pushes. */
const longestPaceMs = 4000;

/** At full load the refused come back within so many seconds, spread evenly. */
const longestReturnSeconds = 20;

export type LoadGauge = {
  readonly isTooMuchFor: (burden: Burden) => boolean;
  /** A push has begun to arrive. @returns to be called when it is done with; more often does no harm */
  readonly enter: () => () => void;
  /** How long a tablet should wait before its next push. */
  readonly paceMs: () => number;
  /** Whole seconds after which one who was refused should come back; never the same for all. */
  readonly returnSeconds: () => number;
};

export const createLoadGauge = (random: (size: number) => Uint8Array): LoadGauge => {
  let inFlight = 0;
  const share = () => inFlight / pushesInFlight;
  const dice = () => (random(1)[0] ?? 0) / 256;
  return {
    isTooMuchFor: (burden) => share() >= sheddingShare[burden],
    enter: () => {
      inFlight += 1;
      let isIn = true;
      return () => {
        if (isIn) inFlight -= 1;
        isIn = false;
      };
    },
    paceMs: () => {
      const load = share();
      return load < calmShare
        ? 0
        : Math.round(longestPaceMs * Math.min(1, load) * (0.5 + dice() / 2));
    },
    returnSeconds: () => 1 + Math.floor(dice() * longestReturnSeconds * Math.min(1, share())),
  };
};
