import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { uuidV4 } from '#domain/core/uuid.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { Sighting } from '#domain/settle/sighting.ts';
import { dice, type Dice } from './dice.ts';
import { inventFamily, inventPerson, inventTwins, namesakeOf, type Somebody } from './somebody.ts';
import { mistyped } from './typing-errors.ts';

/** Records of which it is known what was kept twice. */
export type KnownCrossings = {
  readonly sightings: readonly Sighting[];
  /** Pairs that are one crossing, the lesser id first, joined by a space. */
  readonly twice: ReadonlySet<string>;
};

const minute = 60_000;
const perDay = 5_000;
const dayMs = 24 * 60 * minute;
const beganMs = Date.parse('2021-09-06T00:00:00+07:00');

type Trip = { who: Somebody; atMs: number; direction: 'in' | 'out'; plate?: string };

/**
 * A seeded day at posts: people alone and in families, twins, namesakes, those who come back hours later and
 * those who pass again and again; and of some of them a second record of the same crossing: the code read
 * again, the sheet typed twice on two tablets, or typed although the card was read. What is typed has the
 * errors of `typing-errors.ts`. Written before the rules were tuned, and not changed for them.
 * A larger set is of more days, each as full.
 */
export const knownCrossings = (seed: number, count: number): KnownCrossings => {
  const roll = dice(seed);
  const sightings: Sighting[] = [];
  const twice = new Set<string>();
  const days = Math.ceil(count / perDay);
  const keep = (trip: Trip, how: Kept): Sighting => {
    const sighting = keepTrip(roll, trip, how, `${seed} ${sightings.length}`);
    sightings.push(sighting);
    return sighting;
  };
  const cross = (trip: Trip): void => {
    const onPaper = roll.chance(0.45);
    const serial = onPaper && roll.chance(0.85) ? nextSerial(roll) : undefined;
    const first = keep(trip, onPaper ? { by: 'paper', serial } : { by: 'code' });
    if (!roll.chance(0.06)) return;
    const second = keepAgain(roll, trip, first, serial, keep);
    twice.add([first.recordId, second.recordId].toSorted().join(' '));
  };
  const tripOf = (who: Somebody): Trip => ({
    who,
    atMs: beganMs + roll.upTo(days * dayMs),
    direction: roll.chance(0.6) ? 'in' : 'out',
    ...(who.plate === undefined ? {} : { plate: who.plate }),
  });
  let last: Somebody = inventPerson(roll);
  while (sightings.length < count) {
    const kind = roll.weighed(kinds);
    if (kind === 'family' || kind === 'twins') {
      const group = kind === 'family' ? inventFamily(roll) : inventTwins(roll);
      const together = tripOf(group[0] ?? last);
      for (const who of group)
        cross({ ...together, who, atMs: together.atMs + roll.upTo(3 * minute) });
      continue;
    }
    const who = kind === 'namesake' ? namesakeOf(roll, last) : inventPerson(roll);
    const trip = tripOf(who);
    cross(trip);
    if (kind === 'and-back') {
      const direction = trip.direction === 'in' ? 'out' : 'in';
      cross({ ...trip, direction, atMs: trip.atMs + (1 + roll.upTo(9)) * 60 * minute });
    }
    if (kind === 'again') {
      for (const hours of [3, 6]) {
        cross({ ...trip, atMs: trip.atMs + hours * 60 * minute + roll.upTo(60 * minute) });
      }
    }
    last = who;
  }
  return { sightings, twice };
};

const kinds = { alone: 60, family: 14, twins: 4, namesake: 8, 'and-back': 9, again: 5 } as const;

type Kept =
  | { readonly by: 'code'; readonly code?: string }
  | { readonly by: 'paper'; readonly serial?: string | undefined };

const keepAgain = (
  roll: Dice,
  trip: Trip,
  first: Sighting,
  serial: string | undefined,
  keep: (trip: Trip, how: Kept) => Sighting,
): Sighting => {
  const code = first.crossing.codeHash;
  const isLateSheet = code === undefined || roll.chance(0.4);
  if (code !== undefined && !isLateSheet) {
    return keep({ ...trip, atMs: trip.atMs + roll.upTo(9 * minute) }, { by: 'code', code });
  }
  // The pile is typed in the course of the shift, mostly soon.
  const later = roll.chance(0.7) ? roll.upTo(25 * minute) : roll.upTo(5 * 60 * minute);
  return keep({ ...trip, atMs: trip.atMs + later }, { by: 'paper', serial });
};

const keepTrip = (roll: Dice, trip: Trip, how: Kept, name: string): Sighting => {
  const { who, atMs, direction, plate } = trip;
  const day = new Date(atMs + 7 * 60 * minute).toISOString().slice(0, 10);
  const stated: Sighting['declaration'] = {
    fullName: who.fullName,
    dob: who.dob,
    sex: who.sex,
    ...(who.docNumber === undefined ? {} : { docNumber: who.docNumber }),
    ...(who.phone === undefined ? {} : { phone: who.phone }),
    ...(plate === undefined ? {} : { 'move.plate': plate }),
    'move.direction': direction,
    'move.departAt': day,
    channel: how.by === 'paper' ? 'paper' : 'cccd_qr',
  };
  const recordId = uuidV4(sha256(utf8ToBytes(`known crossing ${name}`)).subarray(0, 16));
  if (how.by === 'code') {
    // Every phone shows another code each time; what was read again is the very same.
    const codeHash = how.code ?? roll.hex(64);
    return { recordId, atMs, declaration: codeRead(roll, stated), crossing: { codeHash } };
  }
  const typed = mistyped(roll, stated);
  const paper = how.serial === undefined ? typed : { ...typed, paperSerial: how.serial };
  return { recordId, atMs, declaration: paper, crossing: {} };
};

/** A code says who somebody is without a slip; telephone and plate are typed beside it, or left out. */
const codeRead = (roll: Dice, stated: Sighting['declaration']): Sighting['declaration'] => {
  const { phone, 'move.plate': plate, ...person } = stated;
  const beside = mistyped(roll, stated);
  const isToldAll = roll.chance(0.7);
  return {
    ...person,
    ...(phone !== undefined && isToldAll ? pick(beside, 'phone') : {}),
    ...(plate !== undefined && isToldAll ? pick(beside, 'move.plate') : {}),
  };
};

const pick = <Key extends keyof Declaration>(from: Partial<Declaration>, key: Key) =>
  from[key] === undefined ? {} : { [key]: from[key] };

const nextSerial = (roll: Dice): string => `HN01-${roll.letters(3)}-${roll.digits(4)}X`;
