import { writeFileSync } from 'node:fs';
import { generate } from 'lean-qr';

const width = 640;
const height = 480;
const frames = 4;
const paper = 235;
const ink = 16;

/** Luma plane of a QR code in the middle of a white sheet. */
const drawCode = (text: string): Uint8Array => {
  const code = generate(text);
  const scale = Math.floor((height - 60) / code.size);
  const left = Math.floor((width - code.size * scale) / 2);
  const top = Math.floor((height - code.size * scale) / 2);
  const luma = new Uint8Array(width * height).fill(paper);
  for (let y = 0; y < code.size * scale; y += 1) {
    for (let x = 0; x < code.size * scale; x += 1) {
      if (code.get(Math.floor(x / scale), Math.floor(y / scale))) {
        luma[(top + y) * width + left + x] = ink;
      }
    }
  }
  return luma;
};

/** Writes what a camera sees when somebody holds up a code: a Y4M clip that Chromium loops. */
export const writeCameraClip = (path: string, text: string): void => {
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420jpeg\n`);
  const chroma = new Uint8Array((width * height) / 2).fill(128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), drawCode(text), chroma]);
  writeFileSync(path, Buffer.concat([header, ...Array.from({ length: frames }, () => frame)]));
};
