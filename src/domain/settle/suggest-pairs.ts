import { toCompared, type Compared } from './compare-person.ts';
import { farApartMs, isWitnessed, judgeCompared, type PairJudgement } from './judge-pair.ts';
import type { Sighting } from './sighting.ts';

/** Two records that may be one crossing; the lesser id first. */
export type SuggestedPair = PairJudgement & {
  readonly likelihood: 'certain' | 'possible';
  readonly recordIds: readonly [string, string];
};

/** Of a block that is too large, each is compared with as many of its neighbours in time. */
const neighbours = 60;

/**
 * Pairs that may be one crossing kept twice. Not every pair is looked at: only those that share something
 * which a slip of the hand leaves as it was, near in time; so the work grows with the records, not their square.
 */
export const suggestPairs = (sightings: readonly Sighting[]): SuggestedPair[] => {
  const compared = sightings
    .map(toCompared)
    .toSorted((left, right) => left.atMs - right.atMs || (left.recordId < right.recordId ? -1 : 1));
  const blocks = new Map<string, Compared[]>();
  for (const one of compared) {
    for (const key of keysOf(one)) {
      const block = blocks.get(key);
      if (block === undefined) blocks.set(key, [one]);
      else block.push(one);
    }
  }
  const suggested = new Map<string, SuggestedPair>();
  const seen = new Set<string>();
  for (const [key, block] of blocks) {
    const isSheet = key.startsWith('serial ');
    for (const [index, one] of block.entries()) {
      for (const other of block.slice(index + 1, index + 1 + neighbours)) {
        if (!isSheet && other.atMs - one.atMs > farApartMs) break;
        const recordIds = inOrder(one.recordId, other.recordId);
        const pair = recordIds.join(' ');
        if (seen.has(pair)) continue;
        seen.add(pair);
        const { likelihood, ...clues } = judgeCompared(one, other);
        if (likelihood !== 'no') suggested.set(pair, { ...clues, likelihood, recordIds });
      }
    }
  }
  const inOrderOfIds = [...suggested].toSorted(([left], [right]) => (left < right ? -1 : 1));
  return doubtRivals(inOrderOfIds.map(([, one]) => one));
};

/**
 * Where one of two may as well belong to a third, as a sheet typed late of somebody who passes often,
 * nobody can be certain which; unless a code or a sheet tells.
 */
const doubtRivals = (suggested: readonly SuggestedPair[]): SuggestedPair[] => {
  const partners = new Map<string, number>();
  for (const id of suggested.flatMap(({ recordIds }) => recordIds)) {
    partners.set(id, (partners.get(id) ?? 0) + 1);
  }
  return suggested.map((pair) => {
    const hasRival = pair.recordIds.some((id) => (partners.get(id) ?? 0) > 1);
    return hasRival && !isWitnessed(pair) ? { ...pair, likelihood: 'possible' } : pair;
  });
};

const inOrder = (one: string, other: string): readonly [string, string] =>
  one < other ? [one, other] : [other, one];

/** What is likely to have stayed the same however it was typed: several, for each may be the one mistyped. */
const keysOf = ({ declaration, crossing, foldedName, nameWords }: Compared): string[] => {
  const { docNumber, oldDocNumber, phone, paperSerial, dob = '' } = declaration;
  const direction = declaration['move.direction'] ?? '';
  const code = crossing.signedId ?? crossing.codeHash;
  const [year = '', month = '', day = ''] = dob.split('-');
  const birth = day === '' ? '' : [year, ...[month, day].toSorted()].join('-');
  const there = (name: string, text: string | undefined): string[] =>
    text === undefined || text === '' ? [] : [`${name} ${text}`];
  return [
    ...there('code', code),
    ...there('serial', paperSerial),
    ...there('number', docNumber),
    ...there('number', oldDocNumber),
    ...there('phone', phone && `${phone} ${direction}`),
    ...there('birth', birth && `${birth} ${direction}`),
    ...there('named', foldedName && `${nameWords.toSorted().join(' ')} ${direction}`),
  ];
};
