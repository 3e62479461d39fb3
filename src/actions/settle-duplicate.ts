import { mintId } from '#domain/core/random.ts';
import type { Result } from '#domain/core/result.ts';
import { pairKey } from '#domain/matching/pair.ts';
import type { DuplicateVerdict } from '#domain/merge/merge-data.ts';
import { readPairs } from '../store/read-links.ts';
import type { Said, SayFailure } from './append-sayings.ts';
import { sayAbout } from './say-about.ts';
import type { Tablet } from './tablet.ts';

/** A supervisor says what two records are to each other; saying it anew takes the earlier word back. */
export const settleDuplicate = (
  tablet: Tablet,
  [one, other]: readonly [string, string],
  verdict: DuplicateVerdict,
): Promise<Result<Said, SayFailure>> =>
  sayAbout(tablet, 'settle', one, async () => {
    const findPair = async () =>
      (await readPairs(tablet.db, [one])).find(
        ({ recordIds }) => pairKey(...recordIds) === pairKey(one, other),
      );
    const known = await findPair();
    return {
      recordId: null,
      sayings: [
        {
          kind: 'duplicate.settled',
          subjectId: mintId(tablet.clock, tablet.random),
          basedOn: known?.heads ?? [],
          data: { recordIds: [one, other], verdict },
        },
      ],
      isSaid: async () => {
        const now = await findPair();
        return now?.verdict === verdict && !now.contested;
      },
    };
  });
