/** What the camera's last frames say about why nothing is read. */
export type LensHint = 'dark' | 'no-read' | null;

export type LensWatch = {
  readonly lastReadMs: number;
  readonly lastBrightMs: number;
};

/** Mean brightness below which a phone's screen is readable and paper is not. */
const darkBelow = 38;
const darkAfterMs = 2_000;
/** A code held up is read in a second or two; after so long something is in the way. */
const noReadAfterMs = 12_000;

export const beginLensWatch = (nowMs: number): LensWatch => ({
  lastReadMs: nowMs,
  lastBrightMs: nowMs,
});

export const noteFrame = (
  watch: LensWatch,
  frame: { readonly texts: readonly string[]; readonly brightness: number },
  nowMs: number,
): LensWatch => ({
  lastReadMs: frame.texts.length > 0 ? nowMs : watch.lastReadMs,
  lastBrightMs:
    frame.brightness >= darkBelow || frame.texts.length > 0 ? nowMs : watch.lastBrightMs,
});

export const lensHint = (watch: LensWatch, nowMs: number): LensHint => {
  if (nowMs - watch.lastBrightMs >= darkAfterMs) return 'dark';
  return nowMs - watch.lastReadMs >= noReadAfterMs ? 'no-read' : null;
};
