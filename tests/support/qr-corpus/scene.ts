import type { Dice } from '../../simulator/dice.ts';

export const categories = [
  'plain',
  'rotated',
  'perspective',
  'blurred',
  'moved',
  'dark',
  'glare',
  'screen-grid',
  'covered',
  'small',
  'inverted',
  'crumpled',
  'jpeg',
  'bent-and-dim',
] as const;
export type Category = (typeof categories)[number];

/** How a code lies before the camera, and what stands between the two. Lengths in pixels, angles in radians. */
export type Scene = {
  readonly category: Category;
  readonly text: string;
  /** Side of one module in the middle of the code. */
  readonly modulePx: number;
  readonly angle: number;
  readonly centre: readonly [x: number, y: number];
  /** How much further the right and the lower edge are; 0: looked at straight. */
  readonly tilt: readonly [x: number, y: number];
  /** Depth and length of the folds in modules. */
  readonly crumple: { readonly depth: number; readonly wave: number; readonly phase: number };
  readonly ink: number;
  readonly paper: number;
  readonly isInverted: boolean;
  /** Light from one side: share that is lost over the width of the picture. */
  readonly shade: number;
  readonly blur: number;
  readonly motion: { readonly length: number; readonly angle: number };
  readonly noise: number;
  readonly glare: readonly { readonly x: number; readonly y: number; readonly radius: number }[];
  /** Sub-pixels of a screen photographed from near: period in pixels, depth from 0 to 1. */
  readonly grid: { readonly period: number; readonly depth: number };
  /** Fingers: centre and half sides as shares of the code's side. */
  readonly covers: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  /** Quality the picture is stored with as JPEG, 0 to 1; null: as the camera saw it. */
  readonly jpegQuality: number | null;
};

export const pictureWidth = 1280;
export const pictureHeight = 720;

const between = (dice: Dice, from: number, to: number): number =>
  from + ((to - from) * dice.below(10_000)) / 10_000;

const still = {
  tilt: [0, 0],
  crumple: { depth: 0, wave: 100, phase: 0 },
  isInverted: false,
  shade: 0,
  motion: { length: 0, angle: 0 },
  glare: [],
  grid: { period: 3, depth: 0 },
  covers: [],
  jpegQuality: null,
} as const satisfies Partial<Scene>;

/** What makes a picture of its kind, from easy to hard. `size`: modules a side, with the quiet zone. */
const damageOf = (category: Category, dice: Dice, size: number): Partial<Scene> => {
  const some = (from: number, to: number) => between(dice, from, to);
  switch (category) {
    case 'plain':
      return {};
    case 'rotated':
      return { angle: some(-Math.PI, Math.PI) };
    case 'perspective':
      return { tilt: [some(-0.55, 0.55), some(-0.55, 0.55)], angle: some(-0.5, 0.5) };
    case 'blurred':
      return { blur: some(0.8, 4.2) };
    case 'moved':
      return { motion: { length: some(3, 16), angle: some(0, Math.PI) } };
    case 'dark':
      return { paper: some(34, 80), ink: some(8, 22), noise: some(6, 22), shade: some(0, 0.6) };
    case 'glare':
      return {
        glare: Array.from({ length: 1 + dice.below(3) }, () => ({
          x: some(-0.5, 0.5),
          y: some(-0.5, 0.5),
          radius: some(0.08, 0.3),
        })),
        shade: some(0, 0.5),
      };
    case 'screen-grid':
      return {
        grid: { period: some(2.2, 6), depth: some(0.25, 0.9) },
        angle: some(-0.2, 0.2),
        blur: some(0.4, 1),
      };
    case 'covered':
      return {
        covers: Array.from({ length: 1 + dice.below(3) }, () => ({
          x: some(-0.4, 0.45),
          y: some(-0.4, 0.45),
          width: some(0.03, 0.1),
          height: some(0.03, 0.12),
        })),
      };
    case 'small':
      return { modulePx: some(1.5, 3.2), blur: some(0.3, 0.9) };
    case 'inverted':
      return { isInverted: true, blur: some(0.3, 1.8), angle: some(-0.4, 0.4) };
    case 'crumpled':
      return {
        crumple: {
          depth: some(0.2, 1.5),
          wave: some(0.4, 1.2) * size,
          phase: some(0, 2 * Math.PI),
        },
        angle: some(-0.3, 0.3),
        shade: some(0, 0.4),
      };
    case 'jpeg':
      return { jpegQuality: some(0.02, 0.25), modulePx: some(2.6, 4.5) };
    case 'bent-and-dim':
      return {
        crumple: {
          depth: some(0.1, 0.8),
          wave: some(0.6, 1.2) * size,
          phase: some(0, 2 * Math.PI),
        },
        tilt: [some(-0.3, 0.3), some(-0.3, 0.3)],
        angle: some(-0.6, 0.6),
        paper: some(60, 120),
        ink: some(10, 30),
        noise: some(4, 14),
        blur: some(0.5, 1.8),
        shade: some(0.1, 0.6),
      };
  }
};

/** @param size modules a side, with the quiet zone */
export const drawScene = (category: Category, text: string, size: number, dice: Dice): Scene => {
  const fitting = Math.min(6, 640 / size);
  return {
    ...still,
    category,
    text,
    modulePx: between(dice, 0.55, 1) * fitting,
    angle: between(dice, -0.12, 0.12),
    centre: [between(dice, 0.4, 0.6) * pictureWidth, between(dice, 0.45, 0.55) * pictureHeight],
    ink: between(dice, 15, 45),
    paper: between(dice, 190, 240),
    noise: between(dice, 1, 4),
    blur: between(dice, 0.3, 0.8),
    ...damageOf(category, dice, size),
  };
};

/** The same scene a moment later in a hand that shakes; what lies on the code moves with it. */
export const shake = (scene: Scene, dice: Dice): Scene => {
  const some = (from: number, to: number) => between(dice, from, to);
  const [x, y] = scene.centre;
  const [tiltX, tiltY] = scene.tilt;
  return {
    ...scene,
    centre: [x + some(-9, 9), y + some(-9, 9)],
    angle: scene.angle + some(-0.03, 0.03),
    tilt: [tiltX + some(-0.03, 0.03), tiltY + some(-0.03, 0.03)],
    modulePx: scene.modulePx * some(0.97, 1.03),
    blur: scene.blur * some(0.8, 1.2),
    motion: {
      length: scene.motion.length * some(0.5, 1.3),
      angle: scene.motion.angle + some(-0.4, 0.4),
    },
    glare: scene.glare.map((spot) => ({
      ...spot,
      x: spot.x + some(-0.06, 0.06),
      y: spot.y + some(-0.06, 0.06),
    })),
    grid: { ...scene.grid, period: scene.grid.period * some(0.96, 1.04) },
  };
};
