import { base64ToBytes } from '#domain/core/base64.ts';
import { defaultRules } from '#domain/verdict/default-rules.ts';
import { proposeVerdict } from '#domain/verdict/propose.ts';
import type { RuleSet } from '#domain/verdict/rule-set.ts';
import { inputToFacts } from '#domain/verdict/verdict-facts.ts';
import { markerOf, personToTerms } from '#domain/watch/watch-mark.ts';
import {
  changeWatchSet,
  findWatched,
  watchSetToBytes,
  type WatchSet,
} from '#domain/watch/watch-set.ts';
import type { WatchlistResponse } from '#protocol/watchlist.ts';
import { sampleSheet } from '../support/sample-sheet.ts';

const nowMs = Date.parse('2026-11-22T09:00:00+07:00');
const none = new Uint8Array(0);

/** As many rules as a set may have, all on, of which all but the first few are for another unit. */
const fullSet: RuleSet = {
  ...defaultRules,
  rules: Array.from({ length: 60 }, (_, index) => {
    const rule = defaultRules.rules[index % defaultRules.rules.length];
    if (!rule) throw new Error('no rules');
    const elsewhere = { about: 'unit' as const, anyOf: ['hn-99'] };
    return {
      ...rule,
      ruleId: `rule-${index}`,
      isOn: true,
      when: index < 7 ? rule.when : [...rule.when, elsewhere],
    };
  }),
};

let held: WatchSet = { key: none, cases: none, contacts: none };

const benchPage = {
  /** One page of the list as the server sends it. @returns milliseconds until it is part of the list */
  take: ({ key, cases, contacts, withdrawn }: WatchlistResponse): number => {
    const begun = performance.now();
    held = changeWatchSet(
      { ...held, key: base64ToBytes(key) },
      {
        cases: base64ToBytes(cases),
        contacts: base64ToBytes(contacts),
        withdrawn: base64ToBytes(withdrawn),
      },
    );
    return performance.now() - begun;
  },
  /** Bytes that are sealed and kept. */
  size: (): number => watchSetToBytes(held).length,
  /** Milliseconds of each proposal, from what is typed and from the list, to verdict and reasons. */
  propose: (count: number): number[] => {
    const mark = markerOf(held.key);
    return Array.from({ length: count }, (_, index) => {
      const sheet = sampleSheet(index);
      const number = typeof sheet.docNumber === 'string' ? sheet.docNumber : '';
      const phone = typeof sheet.phone === 'string' ? sheet.phone : '';
      const begun = performance.now();
      const watched = findWatched(held, personToTerms({ number, phone }).map(mark));
      const facts = inputToFacts(sheet, { nowMs, unitId: 'hn-01', watched });
      const proposal = proposeVerdict(fullSet, facts);
      const took = performance.now() - begun;
      if (proposal === null) throw new Error('nothing was proposed');
      return took;
    });
  },
  /** Microseconds of one look at the list for somebody with a number and a telephone; all are strangers to it. */
  lookUp: (count: number): { readonly us: number; readonly found: number } => {
    const mark = markerOf(held.key);
    let found = 0;
    const begun = performance.now();
    for (let index = 0; index < count; index += 1) {
      const number = `9${String(index).padStart(11, '0')}`;
      const phone = `03${String(index).padStart(8, '0')}`;
      if (findWatched(held, personToTerms({ number, phone }).map(mark)) !== null) found += 1;
    }
    return { us: ((performance.now() - begun) * 1000) / count, found };
  },
};

export type VerdictPage = typeof benchPage;
Object.assign(globalThis, { verdictPage: benchPage });
