import { expect, it } from 'vitest';
import { fuzzCodes } from './fuzz-codes.ts';

it('[CODE-10] no hostile code makes the lane throw, is believed, or inflates beyond its bounds (seed 6)', async () => {
  expect(await fuzzCodes(2_000, 6)).toMatchObject({ thrown: 0, forged: 0, bombRefused: true });
});
