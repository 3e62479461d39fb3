import { correction, generate, mode } from 'lean-qr';
import { useEffect, useRef } from 'react';
import styles from './moving-code.module.css';

/** Light modules around a code that readers need (ISO/IEC 18004). */
const quiet = 4;
const black = [0, 0, 0] as const;
const white = [255, 255, 255] as const;

type MovingCodeProps = {
  /** What code number `seq` says. */
  frameAt: (seq: number) => Uint8Array;
  /** The number of the first code. */
  from: number;
  codesPerS: number;
  label: string;
  /** Told of each number that was shown. */
  onShown: (seq: number) => void;
};

/** Codes one after another, black on white in every theme, as large as their place. */
export const MovingCode = ({ frameAt, from, codesPerS, label, onShown }: MovingCodeProps) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let seq = from;
    const show = () => {
      if (!canvas.current) return;
      const code = generate(mode.bytes(frameAt(seq)), {
        minCorrectionLevel: correction.L,
        maxCorrectionLevel: correction.L,
      });
      code.toCanvas(canvas.current, { pad: quiet, on: black, off: white });
      onShown(seq);
      seq += 1;
    };
    show();
    const timer = setInterval(show, 1000 / codesPerS);
    return () => clearInterval(timer);
  }, [frameAt, from, codesPerS, onShown]);
  return <canvas ref={canvas} className={styles.code} role="img" aria-label={label} />;
};
