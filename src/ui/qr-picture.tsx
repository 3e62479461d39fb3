import { memo } from 'react';
import { textToQrPath } from './qr-path.ts';

type QrPictureProps = {
  text: string;
  label: string;
  /** Only ever shown on a screen, which nothing tears or stains: fewer and larger modules. */
  isForScreen?: boolean;
};

/** A text as a QR code, black on white in every theme. As large as its place. */
export const QrPicture = memo(({ text, label, isForScreen = false }: QrPictureProps) => {
  const { side, dark } = textToQrPath(text, isForScreen ? 'L' : 'Q');
  return (
    <svg viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={dark} fill="#000" />
    </svg>
  );
});
