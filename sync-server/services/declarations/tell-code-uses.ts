import type { CodeNews } from '#domain/qr/code-news.ts';
import type { CodeUse } from '../judging/judge-push.ts';
import type { ServicePorts } from '../service-ports.ts';

/**
 * Tells every unit where signed declarations were shown, each use once. Before the push is kept: should the
 * process end between the two, the tablet sends again and nothing is missing.
 */
export const tellCodeUses = async (
  { store, clock }: Pick<ServicePorts, 'store' | 'clock'>,
  unitId: string,
  uses: readonly CodeUse[],
): Promise<void> => {
  if (uses.length === 0) return;
  // No tablet's clock makes a line that is never forgotten.
  const latestMs = clock();
  await store.transact(async (tx) => {
    const lines = [];
    for (const { declarationId, recordId, atMs, untilMs } of uses) {
      const late = Math.max(0, atMs - latestMs);
      const body: CodeNews = {
        what: 'used',
        declarationId,
        unitId,
        recordId,
        atMs: atMs - late,
        untilMs: untilMs - late,
      };
      if (await tx.insertCodeUse(body)) lines.push({ kind: 'code-news', audience: null, body });
    }
    if (lines.length > 0) await tx.appendFeed('reference', lines);
  });
};
