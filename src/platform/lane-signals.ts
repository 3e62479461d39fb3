/** What the lane tells by ear and by hand, without a look at the glass. */
export type LaneSignal = 'ready' | 'pass' | 'look' | 'stop' | 'urgent';

type Signal = {
  /** One after the other: pitch in hertz, length in milliseconds. */
  readonly tones: readonly (readonly [hertz: number, ms: number])[];
  /** Vibration API: buzz, pause, buzz … in milliseconds. */
  readonly buzz: readonly number[];
};

/** Told apart by number and direction of the tones, not by pitch alone. */
const signals: Readonly<Record<LaneSignal, Signal>> = {
  ready: { tones: [[880, 60]], buzz: [30] },
  pass: {
    tones: [
      [660, 80],
      [990, 140],
    ],
    buzz: [60],
  },
  look: {
    tones: [
      [700, 110],
      [700, 110],
    ],
    buzz: [80, 80, 80],
  },
  stop: {
    tones: [
      [440, 160],
      [330, 160],
      [220, 260],
    ],
    buzz: [300, 100, 300],
  },
  urgent: {
    tones: [
      [520, 140],
      [780, 140],
      [520, 140],
      [780, 140],
      [1040, 320],
    ],
    buzz: [200, 80, 200, 80, 400],
  },
};

const volume = 0.25;
let context: AudioContext | null = null;

/** Plays a signal; where the browser gives no sound it is silent. */
export const playSignal = (signal: LaneSignal): void => {
  const { tones, buzz } = signals[signal];
  if ('vibrate' in navigator) navigator.vibrate([...buzz]);
  context ??= new AudioContext();
  let at = context.currentTime;
  for (const [hertz, ms] of tones) {
    const tone = context.createOscillator();
    const gain = context.createGain();
    tone.frequency.value = hertz;
    gain.gain.value = volume;
    tone.connect(gain).connect(context.destination);
    tone.start(at);
    at += ms / 1000;
    tone.stop(at);
  }
};
