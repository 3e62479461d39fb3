import { cluesAgainst, cluesFor, type ClueAgainst, type ClueFor, type Clues } from './clue.ts';
import {
  compareBirth,
  compareName,
  compareNumber,
  comparePhone,
  compareSex,
  compareVehicle,
  toCompared,
  type Compared,
} from './compare-person.ts';
import type { Sighting } from './sighting.ts';

/** How likely two records are one crossing that was kept twice. */
export type Likelihood = 'certain' | 'possible' | 'no';

export type PairJudgement = Clues & { readonly likelihood: Likelihood };

const minute = 60_000;
/** The same code read again within this time is the same person at the same barrier, as in `same-crossing.ts`. */
const rescanMs = 10 * minute;
/** Nobody comes through twice in one direction within this time. */
const soonMs = 30 * minute;
/** Of two that were read in the lane; sheets are typed in the course of a shift. */
const laneMs = 2 * 60 * minute;
export const farApartMs = 12 * 60 * minute;

const certainFrom = 11;
const possibleFrom = 4;

/** Weighs all that two records have in common and in what they differ. It does not matter which is first. */
export const judgePair = (one: Sighting, other: Sighting): PairJudgement =>
  judgeCompared(toCompared(one), toCompared(other));

/** The same, of sightings that were prepared once for many comparisons. */
export const judgeCompared = (one: Compared, other: Compared): PairJudgement => {
  const readings = [
    compareNumber(one, other),
    compareName(one, other),
    compareBirth(one, other),
    comparePhone(one, other),
    compareVehicle(one, other),
    compareSex(one, other),
  ].filter((reading) => reading !== null);
  const person = {
    speaksFor: readings.flatMap((each) => ('speaksFor' in each ? each.speaksFor : [])),
    speaksAgainst: readings.flatMap((each) => ('speaksAgainst' in each ? each.speaksAgainst : [])),
  };
  const occasion = compareOccasion(one, other);
  return {
    likelihood: likelihoodOf(person, occasion),
    speaksFor: [...occasion.speaksFor, ...person.speaksFor],
    speaksAgainst: [...person.speaksAgainst, ...occasion.speaksAgainst],
  };
};

/** Whether both can be of one moment at one barrier, whoever it was. */
const compareOccasion = (one: Sighting, other: Sighting): Clues => {
  const gapMs = Math.abs(one.atMs - other.atMs);
  const speaksFor: ClueFor[] = [];
  const speaksAgainst: ClueAgainst[] = [];
  if (gapMs <= rescanMs && isSame(codeOf(one), codeOf(other))) speaksFor.push('code');
  const isOneSheet = isSame(one.declaration.paperSerial, other.declaration.paperSerial);
  if (isOneSheet) speaksFor.push('serial');
  if (gapMs <= soonMs) speaksFor.push('soon');
  const isOfLane = isFromLane(one) && isFromLane(other);
  if (!isOneSheet && gapMs > (isOfLane ? laneMs : farApartMs)) speaksAgainst.push('far-apart');
  const differs = (key: 'move.direction' | 'move.departAt'): boolean => {
    const [left, right] = [one.declaration[key], other.declaration[key]];
    return left !== undefined && right !== undefined && left !== right;
  };
  if (differs('move.direction')) speaksAgainst.push('direction');
  if (differs('move.departAt')) speaksAgainst.push('day');
  return { speaksFor, speaksAgainst };
};

const isSame = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && one === other;

const codeOf = ({ crossing }: Sighting): string | undefined =>
  crossing.signedId ?? crossing.codeHash;

const isFromLane = ({ declaration }: Sighting): boolean =>
  declaration.channel !== undefined &&
  declaration.channel !== 'paper' &&
  declaration.channel !== 'officer_typed';

const sum = (points: readonly number[]): number => points.reduce((all, one) => all + one, 0);
const pointsOf = ({ speaksFor, speaksAgainst }: Clues): number =>
  sum(speaksFor.map((clue) => cluesFor[clue])) -
  sum(speaksAgainst.map((clue) => cluesAgainst[clue]));

/**
 * What is certain may be settled in bulk: it takes who it is, and when, and nothing that is only near
 * in both name and number, as of twins. One code or one sheet with two people on it is looked at.
 */
const likelihoodOf = (person: Clues, occasion: Clues): Likelihood => {
  const isSeen = isWitnessed(occasion);
  const points = pointsOf(person) + pointsOf(occasion);
  if (points < possibleFrom) return 'no';
  const isPerson = pointsOf(person) >= (isSeen ? possibleFrom : certainFrom);
  const isThen = isSeen || occasion.speaksFor.includes('soon');
  const isNumbered = person.speaksFor.includes('number');
  const isNear = person.speaksFor.includes('number-near');
  const isNamed = person.speaksFor.some(
    (clue) => namesAlike.includes(clue) || (isNumbered && clue === 'name-marks'),
  );
  // Numbers of twins may be one apart, and their names a mark.
  const isTwinLike = isNear && person.speaksFor.includes('name-unmarked');
  const isUndisputed = !person.speaksAgainst.some((clue) => disputes.includes(clue));
  const isUnopposed = occasion.speaksAgainst.length === 0;
  return isPerson && isThen && isNamed && !isTwinLike && isUndisputed && isUnopposed
    ? 'certain'
    : 'possible';
};

/** The very code or sheet says that it was one occasion. */
export const isWitnessed = ({ speaksFor }: Pick<Clues, 'speaksFor'>): boolean =>
  speaksFor.some((clue) => clue === 'code' || clue === 'serial');

const namesAlike: readonly ClueFor[] = [
  'name',
  'name-unmarked',
  'name-near',
  'name-order',
  'name-short',
];
const disputes: readonly ClueAgainst[] = ['number', 'birth', 'sex'];
