import { closeSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { generate, mode } from 'lean-qr';

type Size = { readonly width: number; readonly height: number };

const clipSize: Size = { width: 640, height: 480 };
const frames = 4;
const paper = 235;
const ink = 16;

const blankSheet = ({ width, height }: Size): Uint8Array =>
  new Uint8Array(width * height).fill(paper);

/** Luma plane of a QR code in the middle of a white sheet. */
const drawCode = (text: string, size: Size): Uint8Array => {
  const { width, height } = size;
  const code = generate(mode.utf8(text));
  const scale = Math.floor((height - 60) / code.size);
  const left = Math.floor((width - code.size * scale) / 2);
  const top = Math.floor((height - code.size * scale) / 2);
  const luma = blankSheet(size);
  for (let y = 0; y < code.size * scale; y += 1) {
    for (let x = 0; x < code.size * scale; x += 1) {
      if (code.get(Math.floor(x / scale), Math.floor(y / scale))) {
        luma[(top + y) * width + left + x] = ink;
      }
    }
  }
  return luma;
};

const headerOf = ({ width, height }: Size, framesPerS: number): Buffer =>
  Buffer.from(`YUV4MPEG2 W${width} H${height} F${framesPerS}:1 Ip A1:1 C420jpeg\n`);

const frameOf = (luma: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from('FRAME\n'), luma, new Uint8Array(luma.length / 2).fill(128)]);

/**
 * Writes what a camera sees when somebody holds up a code: a Y4M clip that Chromium loops. A camera that plays one of
 * this name goes on with it, and plays this one when it is opened again; half a clip would end the browser.
 */
export const writeCameraClip = (path: string, text: string): void => {
  const frame = frameOf(drawCode(text, clipSize));
  const whole = `${path}.whole`;
  writeFileSync(
    whole,
    Buffer.concat([headerOf(clipSize, 15), ...Array.from({ length: frames }, () => frame)]),
  );
  renameSync(whole, path);
};

const filmSize: Size = { width: 1280, height: 720 };
/** Pixels of each side of a square of the scene's number. */
export const bitSide = 32;
export const bits = 8;

/** The number of a scene as squares in the corner, the highest bit first: dark is one. */
const number = (luma: Uint8Array, scene: number): Uint8Array => {
  for (let bit = 0; bit < bits; bit += 1) {
    const shade = (scene >> (bits - 1 - bit)) & 1 ? ink : paper;
    for (let y = 0; y < bitSide; y += 1) {
      const from = y * filmSize.width + bit * bitSide;
      luma.fill(shade, from, from + bitSide);
    }
  }
  return luma;
};

/**
 * Writes a lane as a film of 15 frames a second: one code after another, each for so many frames and then an
 * empty sheet for so many; every frame says in its corner which scene it is, from 1 on.
 */
export const writeCameraFilm = (
  path: string,
  texts: readonly string[],
  length: { readonly codeFrames: number; readonly blankFrames: number },
): void => {
  const film = openSync(path, 'w');
  writeSync(film, headerOf(filmSize, 15));
  for (const [index, text] of texts.entries()) {
    const shown = frameOf(number(drawCode(text, filmSize), index + 1));
    const blank = frameOf(blankSheet(filmSize));
    for (let at = 0; at < length.codeFrames; at += 1) writeSync(film, shown);
    for (let at = 0; at < length.blankFrames; at += 1) writeSync(film, blank);
  }
  closeSync(film);
};
