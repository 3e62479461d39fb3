import { correction, generate } from 'lean-qr';
import { memo } from 'react';

/** Light modules around a code that readers need (ISO/IEC 18004). */
const quiet = 4;

type QrPictureProps = {
  text: string;
  label: string;
  /** Only ever shown on a screen, which nothing tears or stains: fewer and larger modules. */
  isForScreen?: boolean;
};

/** A text as a QR code, black on white in every theme. As large as its place. */
export const QrPicture = memo(({ text, label, isForScreen = false }: QrPictureProps) => {
  const code = generate(text, { minCorrectionLevel: isForScreen ? correction.L : correction.Q });
  const side = code.size + 2 * quiet;
  const dark = Array.from({ length: code.size ** 2 }, (_, index) => ({
    x: index % code.size,
    y: Math.floor(index / code.size),
  }))
    .filter(({ x, y }) => code.get(x, y))
    .map(({ x, y }) => `M${x + quiet} ${y + quiet}h1v1h-1z`)
    .join('');
  return (
    <svg viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={dark} fill="#000" />
    </svg>
  );
});
