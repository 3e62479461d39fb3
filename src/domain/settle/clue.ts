/** What speaks for two records being one crossing, and how much. A clue more never makes it less likely. */
export const cluesFor = {
  /** The very same code, within the time in which it is read again. */
  code: 14,
  serial: 14,
  number: 10,
  'number-near': 3,
  /** The former number of one is the number of the other. */
  'old-number': 10,
  name: 5,
  /** One of them was typed without marks. */
  'name-unmarked': 4,
  /** The same letters with other marks. */
  'name-marks': 2,
  'name-near': 3,
  'name-order': 3,
  /** One leaves a middle name out. */
  'name-short': 3,
  birth: 4,
  'birth-swapped': 3,
  'birth-near': 2,
  /** One of them knows the year alone. */
  'birth-year': 1,
  phone: 2,
  'phone-near': 1,
  /** The same plate, or kept together as people of one vehicle. */
  vehicle: 1,
  /** Minutes apart. */
  soon: 1,
} as const;

/** What speaks against it. */
export const cluesAgainst = {
  /** Both are possible and no slip lies between them. */
  number: 8,
  name: 5,
  birth: 4,
  sex: 2,
  phone: 1,
  vehicle: 1,
  /** One goes in and the other out. */
  direction: 20,
  /** The days of travel differ. */
  day: 6,
  /** Too long apart to be one crossing. */
  'far-apart': 20,
} as const;

export type ClueFor = keyof typeof cluesFor;
export type ClueAgainst = keyof typeof cluesAgainst;

export type Clues = {
  readonly speaksFor: readonly ClueFor[];
  readonly speaksAgainst: readonly ClueAgainst[];
};
