import type { Dice } from '../../simulator/dice.ts';
import { pictureHeight, pictureWidth, type Scene } from './scene.ts';

/** Luma, one byte a pixel, row by row. */
export type Photograph = {
  readonly width: number;
  readonly height: number;
  readonly luma: Uint8ClampedArray<ArrayBuffer>;
};

/** The modules of a code; outside of it everything is light. */
export type Modules = { readonly size: number; readonly get: (x: number, y: number) => boolean };

const quiet = 4;
const backgroundLevel = 0.62;

/** What a camera of 1280×720 sees of a scene. */
export const photograph = (scene: Scene, code: Modules, dice: Dice): Photograph => {
  let light = drawCode(scene, code);
  if (scene.motion.length > 1) light = drag(light, scene.motion);
  if (scene.blur > 0) light = blur(light, scene.blur);
  return expose(light, scene, code, dice);
};

/** Where a pixel lies on the code's plane: −0.5 to 0.5 over the code with its quiet zone. */
type Plane = {
  /** Sets `u` and `v`; millions of pixels are asked about, so nothing is made anew for one. */
  readonly look: (x: number, y: number) => void;
  u: number;
  v: number;
  /** No pixel further than this from the middle is on the code. */
  readonly reachPx: number;
};

const planeOf = (scene: Scene, code: Modules): Plane => {
  const side = (code.size + 2 * quiet) * scene.modulePx;
  const [centreX, centreY] = scene.centre;
  const [tiltX, tiltY] = scene.tilt;
  const { depth, wave, phase } = scene.crumple;
  const cos = Math.cos(scene.angle);
  const sin = Math.sin(scene.angle);
  const slant = Math.min(0.9, 0.5 * (Math.abs(tiltX) + Math.abs(tiltY)));
  const plane: Plane = {
    u: 0,
    v: 0,
    reachPx: (Math.SQRT2 * 0.5 * side) / (1 - slant) + 2 * depth * scene.modulePx + 1,
    look: (x, y) => {
      let left = x - centreX;
      let top = y - centreY;
      if (depth > 0) {
        const along = (2 * Math.PI) / (wave * scene.modulePx);
        const reach = depth * scene.modulePx;
        left += reach * Math.sin(top * along + phase);
        top += reach * Math.sin(left * along * 1.3 + 2 * phase) * 0.7;
      }
      const u = (left * cos + top * sin) / side;
      const v = (top * cos - left * sin) / side;
      const far = 1 - tiltX * u - tiltY * v;
      plane.u = far > 0.2 ? u / far : 9;
      plane.v = far > 0.2 ? v / far : 9;
    },
  };
  return plane;
};

/** Reflected light from 0 to 1, four samples a pixel. */
const drawCode = (scene: Scene, code: Modules): Float32Array => {
  const light = new Float32Array(pictureWidth * pictureHeight).fill(backgroundLevel);
  const plane = planeOf(scene, code);
  const modules = code.size + 2 * quiet;
  const dark = scene.ink / scene.paper;
  const { covers } = scene;
  const reflected = Float64Array.from({ length: modules * modules }, (_, at) => {
    const isInk = code.get((at % modules) - quiet, Math.floor(at / modules) - quiet);
    return isInk === scene.isInverted ? 1 : dark;
  });
  const reflectAt = (x: number, y: number): number => {
    plane.look(x, y);
    const { u, v } = plane;
    if (Math.abs(u) > 0.5 || Math.abs(v) > 0.5) return backgroundLevel;
    for (const cover of covers) {
      if (Math.abs(u - cover.x) < cover.width && Math.abs(v - cover.y) < cover.height) return 0.55;
    }
    const column = Math.min(modules - 1, Math.floor((u + 0.5) * modules));
    const row = Math.min(modules - 1, Math.floor((v + 0.5) * modules));
    return reflected[row * modules + column] ?? 1;
  };
  const [centreX, centreY] = scene.centre;
  const { reachPx } = plane;
  const top = Math.max(0, Math.floor(centreY - reachPx));
  const bottom = Math.min(pictureHeight, Math.ceil(centreY + reachPx));
  const left = Math.max(0, Math.floor(centreX - reachPx));
  const right = Math.min(pictureWidth, Math.ceil(centreX + reachPx));
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      light[y * pictureWidth + x] =
        (reflectAt(x + 0.25, y + 0.25) +
          reflectAt(x + 0.75, y + 0.25) +
          reflectAt(x + 0.25, y + 0.75) +
          reflectAt(x + 0.75, y + 0.75)) /
        4;
    }
  }
  return light;
};

/** The shutter stays open while the hand moves. */
const drag = (light: Float32Array, { length, angle }: Scene['motion']): Float32Array => {
  const steps = Math.ceil(length);
  const dragged = new Float32Array(light.length);
  for (let step = 0; step < steps; step += 1) {
    const along = (step / Math.max(1, steps - 1) - 0.5) * length;
    const shiftX = Math.round(Math.cos(angle) * along);
    const shiftY = Math.round(Math.sin(angle) * along);
    for (let y = 0; y < pictureHeight; y += 1) {
      const fromY = Math.min(pictureHeight - 1, Math.max(0, y + shiftY));
      for (let x = 0; x < pictureWidth; x += 1) {
        const fromX = Math.min(pictureWidth - 1, Math.max(0, x + shiftX));
        const at = y * pictureWidth + x;
        dragged[at] = (dragged[at] ?? 0) + (light[fromY * pictureWidth + fromX] ?? 0) / steps;
      }
    }
  }
  return dragged;
};

const kernelOf = (sigma: number): number[] => {
  const reach = Math.ceil(3 * sigma);
  const raw = Array.from({ length: 2 * reach + 1 }, (_, index) =>
    Math.exp(-((index - reach) ** 2) / (2 * sigma ** 2)),
  );
  const sum = raw.reduce((total, weight) => total + weight, 0);
  return raw.map((weight) => weight / sum);
};

/** A lens out of focus: Gaussian, rows and then columns. */
const blur = (light: Float32Array, sigma: number): Float32Array => {
  const kernel = kernelOf(sigma);
  const reach = (kernel.length - 1) / 2;
  const rows = new Float32Array(light.length);
  for (let y = 0; y < pictureHeight; y += 1) {
    const start = y * pictureWidth;
    for (let x = 0; x < pictureWidth; x += 1) {
      let sum = 0;
      for (let index = 0; index < kernel.length; index += 1) {
        const there = Math.min(pictureWidth - 1, Math.max(0, x + index - reach));
        sum += (kernel[index] ?? 0) * (light[start + there] ?? 0);
      }
      rows[start + x] = sum;
    }
  }
  // Row by row here too: a walk down each column would miss the processor's cache.
  const blurred = new Float32Array(light.length);
  const sums = new Float64Array(pictureWidth);
  for (let y = 0; y < pictureHeight; y += 1) {
    sums.fill(0);
    for (let index = 0; index < kernel.length; index += 1) {
      const start = Math.min(pictureHeight - 1, Math.max(0, y + index - reach)) * pictureWidth;
      const weight = kernel[index] ?? 0;
      for (let x = 0; x < pictureWidth; x += 1) {
        sums[x] = (sums[x] ?? 0) + weight * (rows[start + x] ?? 0);
      }
    }
    blurred.set(sums, y * pictureWidth);
  }
  return blurred;
};

/** Light falls unevenly, a lamp is mirrored, a screen has its grid, and the sensor adds noise. */
const expose = (light: Float32Array, scene: Scene, code: Modules, dice: Dice): Photograph => {
  const luma = new Uint8ClampedArray(light.length);
  const plane = planeOf(scene, code);
  const gaussian = noiseFrom(dice);
  const { period, depth } = scene.grid;
  for (let y = 0; y < pictureHeight; y += 1) {
    for (let x = 0; x < pictureWidth; x += 1) {
      const at = y * pictureWidth + x;
      let value = (light[at] ?? 0) * scene.paper * (1 - (scene.shade * x) / pictureWidth);
      if (depth > 0) {
        const wave = Math.sin((2 * Math.PI * x) / period) * Math.sin((2 * Math.PI * y) / period);
        value *= 1 - depth * (0.5 + 0.5 * wave);
      }
      if (scene.glare.length > 0) {
        plane.look(x, y);
        const { u, v } = plane;
        for (const spot of scene.glare) {
          const near = 1 - Math.hypot(u - spot.x, v - spot.y) / spot.radius;
          if (near > 0) value += 400 * near * near;
        }
      }
      luma[at] = value + scene.noise * gaussian();
    }
  }
  return { width: pictureWidth, height: pictureHeight, luma };
};

/** Normally distributed: twelve even numbers summed, from a table that is walked at random. */
const noiseFrom = (dice: Dice): (() => number) => {
  const raw = dice.bytes(65_536);
  const table = Float32Array.from({ length: 4_096 }, (_, index) => {
    let sum = 0;
    for (let one = 0; one < 12; one += 1) sum += (raw[index * 12 + one] ?? 0) / 255;
    return sum - 6;
  });
  let state = ((raw[65_535] ?? 1) << 16) | (raw[65_534] ?? 1) | 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return table[state >>> 20] ?? 0;
  };
};
