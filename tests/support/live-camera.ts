import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { generate } from 'lean-qr';
import { filmScene, sceneOf } from './qr-corpus/corpus.ts';
import { pictureHeight, pictureWidth, type Category } from './qr-corpus/scene.ts';

const header = Buffer.from(`YUV4MPEG2 W${pictureWidth} H${pictureHeight} F10:1 Ip A1:1 C420jpeg\n`);
const mark = Buffer.from('FRAME\n');
/** A prime: who looks at every second or third frame sees each of them in the end. */
const frames = 7;
const poses = 3;
const pixels = pictureWidth * pictureHeight;
const chroma = Buffer.alloc(pixels / 2, 128);
const empty = Buffer.alloc(pixels, 150);

export type LiveCamera = {
  /** A code in somebody's hand that shakes. */
  readonly show: (text: string, category?: Category) => void;
  /** Two codes in one frame, side by side. */
  readonly showBoth: (left: string, right: string) => void;
  /** A code that is in the picture for 200 ms of every 700. */
  readonly glimpse: (text: string) => void;
  readonly showNothing: () => void;
  /** What the screen of another tablet shows, frame after frame, seven at the most. */
  readonly showScreens: (screens: readonly ScreenShot[]) => void;
};

/** Brightness of a square screen, row by row. */
export type ScreenShot = { readonly side: number; readonly luma: Uint8Array };

/** The screen fills the height of the picture, as large as whole pixels allow. */
const drawScreen = ({ side, luma: shot }: ScreenShot): Uint8Array => {
  const luma = Buffer.alloc(pixels, 235);
  const scale = Math.max(1, Math.floor(pictureHeight / side));
  const step = side > pictureHeight ? side / pictureHeight : 1 / scale;
  const shown = Math.min(pictureHeight, side * scale);
  const left = (pictureWidth - shown) >> 1;
  const top = (pictureHeight - shown) >> 1;
  for (let y = 0; y < shown; y += 1) {
    for (let x = 0; x < shown; x += 1) {
      const value = shot[Math.floor(y * step) * side + Math.floor(x * step)] ?? 255;
      luma[(top + y) * pictureWidth + left + x] = 16 + Math.round((value * 219) / 255);
    }
  }
  return luma;
};

const drawHalf = (luma: Buffer, text: string, from: number): void => {
  const code = generate(text);
  const half = pictureWidth / 2;
  const scale = Math.floor((half - 60) / (code.size + 8));
  const left = from + Math.floor((half - code.size * scale) / 2);
  const top = Math.floor((pictureHeight - code.size * scale) / 2);
  for (let y = 0; y < pictureHeight; y += 1)
    luma.fill(235, y * pictureWidth + from, y * pictureWidth + from + half);
  for (let y = 0; y < code.size * scale; y += 1) {
    for (let x = 0; x < code.size * scale; x += 1) {
      if (code.get(Math.floor(x / scale), Math.floor(y / scale))) {
        luma[(top + y) * pictureWidth + left + x] = 16;
      }
    }
  }
};

/** A Y4M clip that Chromium plays as its camera, over and over; what it shows is changed while it plays. */
export const openLiveCamera = (path: string): LiveCamera => {
  const write = (lumas: readonly Uint8Array[]): void => {
    const file = openSync(path, 'r+');
    lumas.forEach((luma, index) => {
      const at = header.length + index * (mark.length + pixels + chroma.length) + mark.length;
      writeSync(file, luma, 0, pixels, at);
    });
    closeSync(file);
  };
  const still = Array.from({ length: frames }, () => empty);
  writeFileSync(path, Buffer.concat([header, ...still.flatMap((luma) => [mark, luma, chroma])]));
  // Held in another way each time: what one frame cannot give the next does.
  const hold = (text: string, category: Category, count: number): Uint8Array[] =>
    Array.from({ length: count }, (_, index) => index + 1)
      .flatMap((seed) => filmScene(sceneOf(category, text, seed), seed, 1))
      .map(({ luma }) => new Uint8Array(luma.buffer));
  return {
    show: (text, category = 'plain') => {
      const held = hold(text, category, poses);
      write(still.map((none, index) => held[index % poses] ?? none));
    },
    glimpse: (text) => write([...still.slice(2), ...hold(text, 'plain', 2)]),
    showBoth: (left, right) => {
      const luma = Buffer.alloc(pixels, 235);
      drawHalf(luma, left, 0);
      drawHalf(luma, right, pictureWidth / 2);
      write(Array.from({ length: frames }, () => luma));
    },
    showNothing: () => write(still),
    showScreens: (screens) => {
      const lumas = screens.slice(0, frames).map(drawScreen);
      write(still.map((none, index) => lumas[index % lumas.length] ?? none));
    },
  };
};
