import { correction, generate } from 'lean-qr';

/** Light modules around a code that readers need (ISO/IEC 18004). */
const quiet = 4;

export type QrPath = {
  /** Modules from edge to edge, the light ones around it among them. */
  readonly side: number;
  /** The dark modules, for an SVG path or a canvas. */
  readonly dark: string;
};

/**
 * A text as the shape of a QR code.
 * @param loss how much of it may be torn or stained: more means smaller modules
 */
export const textToQrPath = (text: string, loss: 'L' | 'M' | 'Q'): QrPath => {
  const code = generate(text, { minCorrectionLevel: correction[loss] });
  const dark = Array.from({ length: code.size ** 2 }, (_, index) => ({
    x: index % code.size,
    y: Math.floor(index / code.size),
  }))
    .filter(({ x, y }) => code.get(x, y))
    .map(({ x, y }) => `M${x + quiet} ${y + quiet}h1v1h-1z`)
    .join('');
  return { side: code.size + 2 * quiet, dark };
};
