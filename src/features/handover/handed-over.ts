import type { Result } from '#domain/core/result.ts';
import { handOver, type HandedOver, type HandOverFailure } from '../../actions/hand-over.ts';
import type { Tablet } from '../../actions/tablet.ts';
import { readLogs } from '../../store/read-logs.ts';

/** One writing for as long as nothing was added or delivered: who has read half of it goes on with the same. */
export type Handing = HandedOver & { readonly standing: string };

let last: Handing | null = null;
let nextCode = 0;

/** The number of the code to show next: after a break whoever reads has little use for the first ones. */
export const nextCodeToShow = (): number => nextCode;
export const noteCodeShown = (seq: number): void => {
  nextCode = seq + 1;
};

const standingOf = async ({ db }: Tablet): Promise<string> =>
  (await readLogs(db))
    .map(({ logId, ackedThrough, head }) => `${logId} ${ackedThrough} ${head}`)
    .toSorted()
    .join();

export const readHandedOver = async (tablet: Tablet): Promise<Result<Handing, HandOverFailure>> => {
  const standing = await standingOf(tablet);
  if (last?.standing === standing) return { ok: true, value: last };
  const handed = await handOver(tablet);
  if (!handed.ok) return handed;
  last = { ...handed.value, standing };
  nextCode = 0;
  return { ok: true, value: last };
};
