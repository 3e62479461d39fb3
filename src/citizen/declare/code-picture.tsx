/** @jsxImportSource preact */
import { useMemo } from 'preact/hooks';
import { textToQrPath } from '../../ui/qr-path.ts';

type CodePictureProps = { code: string; label: string; loss: 'L' | 'M' };

/** The code, black on white with white around it, in every theme. */
export const CodePicture = ({ code, label, loss }: CodePictureProps) => {
  const { side, dark } = useMemo(() => textToQrPath(code, loss), [code, loss]);
  return (
    <svg viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={dark} fill="#000" />
    </svg>
  );
};

const width = 1080;
const lineHeight = 64;

/** The same as a picture with words below it, to be kept among the photographs or sent. */
export const drawCode = async (code: string, lines: readonly string[]): Promise<File | null> => {
  const { side, dark } = textToQrPath(code, 'M');
  const canvas = document.createElement('canvas');
  const module = Math.floor(width / side);
  canvas.width = width;
  canvas.height = width + lineHeight * (lines.length + 1);
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#000';
  pen.textAlign = 'center';
  for (const [index, line] of lines.entries()) {
    pen.font = `${index === 0 ? 'bold 46' : '38'}px system-ui, sans-serif`;
    pen.fillText(line, width / 2, width + lineHeight * (index + 0.8), width - 40);
  }
  pen.translate((width - side * module) / 2, (width - side * module) / 2);
  pen.scale(module, module);
  const shape = new Path2D(dark);
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas is no array
  pen.fill(shape);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return blob && new File([blob], 'ma-khai-bao.png', { type: 'image/png' });
};
