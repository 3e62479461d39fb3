import {
  binarised,
  middleOf,
  resized,
  sharpened,
  smoothed,
  type GreyPicture,
} from './treatments.ts';

/** One way to look again at a picture in which nothing was found. */
export type Rung = {
  readonly name: string;
  readonly treat: (picture: GreyPicture) => GreyPicture;
  /** Black and white already: the decoder draws no line of its own. */
  readonly isBinary?: true;
};

/**
 * What reads most of the missed codes first, each after it what reads most of the rest; chosen among
 * 27 treatments over 336 pictures of damaged codes (docs/BENCHMARKS.md, scan).
 */
export const ladder: readonly Rung[] = [
  { name: 'smooth', treat: (picture) => smoothed(picture, 1) },
  {
    name: 'smooth-lines',
    treat: (picture) => binarised(smoothed(picture, 1), 5, 2),
    isBinary: true,
  },
  {
    name: 'near-sharp',
    treat: (picture) => sharpened(resized(middleOf(picture, 0.5), 2), 6, 4),
  },
  {
    name: 'smooth-wide-lines',
    treat: (picture) => binarised(smoothed(picture, 1), 12, 2),
    isBinary: true,
  },
  { name: 'sharp', treat: (picture) => sharpened(picture, 6, 4) },
  { name: 'lines', treat: (picture) => binarised(picture, 8, 3), isBinary: true },
  { name: 'near-smooth', treat: (picture) => smoothed(resized(middleOf(picture, 0.5), 2), 1) },
];
