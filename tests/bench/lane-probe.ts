/** Runs inside the browser, beside the real screen: it looks at the same frames and the same words. */
export type LaneProbe = {
  /** Of each scene, milliseconds from its first frame to the painted answer that names its person. */
  readonly waits: Map<number, number>;
  /** When the answer to each scene was painted, the first time. */
  readonly paintedAt: Map<number, number>;
  /** How many answers were painted, counting those of scenes that came again. */
  sightings: number;
  /** What the officer would press now; null: there is nothing to press. */
  readonly next: () => 'keep' | 'another' | null;
  longestTaskMs: number;
};

export const installLaneProbe = ({
  names,
  bits,
  bitSide,
}: {
  readonly names: readonly string[];
  readonly bits: number;
  readonly bitSide: number;
}): void => {
  const video = document.querySelector('video');
  const answer = document.querySelector('[data-testid=scan-answer]');
  if (!video || !answer) throw new Error('the lane is not open');
  const button = (name: RegExp): HTMLButtonElement | undefined =>
    [...answer.querySelectorAll('button')].find((one) => name.test(one.textContent));
  const probe: LaneProbe = {
    waits: new Map(),
    paintedAt: new Map(),
    sightings: 0,
    next: () => {
      if (button(/^GIỮ/)?.disabled === false) return 'keep';
      return button(/^Giữ thêm lượt/) ? 'another' : null;
    },
    longestTaskMs: 0,
  };
  Object.assign(globalThis, { laneProbe: probe });

  let shown = 0;
  let shownAt = 0;
  let answered = true;
  // Only the corner's light is taken out of the frame: looking must not slow down what it looks at.
  const rect = { x: 0, y: 0, width: bits * bitSide, height: bitSide };
  const readScene = async (): Promise<number> => {
    const frame = new VideoFrame(video);
    const planes = new Uint8Array(frame.allocationSize({ rect }));
    await frame.copyTo(planes, { rect });
    frame.close();
    let scene = 0;
    for (let bit = 0; bit < bits; bit += 1) {
      const middle = (bitSide / 2) * rect.width + (bit + 0.5) * bitSide;
      scene = scene * 2 + ((planes[middle] ?? 255) < 128 ? 1 : 0);
    }
    return scene;
  };
  const follow: VideoFrameRequestCallback = (_now, { presentationTime }) => {
    void readScene().then((scene) => {
      if (scene === 0 || scene === shown) return;
      shown = scene;
      shownAt = presentationTime;
      answered = false;
    });
    video.requestVideoFrameCallback(follow);
  };
  video.requestVideoFrameCallback(follow);

  const afterPaint = new MessageChannel();
  const painting: { scene: number; since: number }[] = [];
  afterPaint.port1.addEventListener('message', () => {
    for (const { scene, since } of painting.splice(0)) {
      const now = performance.now();
      probe.sightings += 1;
      if (probe.paintedAt.has(scene)) continue;
      probe.paintedAt.set(scene, now);
      probe.waits.set(scene, now - since);
    }
  });
  afterPaint.port1.start();
  new MutationObserver(() => {
    const name = names[shown - 1];
    const heading = answer.querySelector('article');
    if (answered || name === undefined || !heading?.textContent.includes(name)) return;
    answered = true;
    painting.push({ scene: shown, since: shownAt });
    requestAnimationFrame(() => afterPaint.port2.postMessage(null));
  }).observe(answer, { subtree: true, childList: true, characterData: true });

  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      probe.longestTaskMs = Math.max(probe.longestTaskMs, duration);
    }
  }).observe({ type: 'longtask' });
};
