import { performance } from 'node:perf_hooks';
import { suggestPairs } from '#domain/settle/suggest-pairs.ts';
import { knownCrossings } from './known-crossings.ts';

/** How well kept-twice crossings are told in a generated set, and how long it takes. */
export const measureSuggestions = (seed: number, count: number) => {
  const { sightings, twice } = knownCrossings(seed, count);
  const begun = performance.now();
  const suggested = suggestPairs(sightings);
  const ms = performance.now() - begun;
  const isTwice = ({ recordIds }: { readonly recordIds: readonly string[] }): boolean =>
    twice.has(recordIds.join(' '));
  const certain = suggested.filter(({ likelihood }) => likelihood === 'certain');
  return {
    records: sightings.length,
    keptTwice: twice.size,
    certain: certain.length,
    possible: suggested.length - certain.length,
    /** Of those called certain, how many are one crossing. */
    precision: certain.filter(isTwice).length / certain.length,
    /** Of those that are one crossing, how many are told, as certain or possible. */
    recall: suggested.filter(isTwice).length / twice.size,
    ms,
  };
};
