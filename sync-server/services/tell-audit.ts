import type { AuditResponse } from '#protocol/audit.ts';
import type { AuditLine } from '../store/audit-line.ts';
import { auditRoot, followAudit } from '../store/audit-chain.ts';
import type { StoreReader } from '../store/store.ts';

const pageLines = 500;

type AuditPorts = { readonly store: Pick<StoreReader, 'listAudit' | 'auditHead'> };

/** A page of the audit behind `after`, and whether it follows from what came before. */
export const tellAudit = async (
  { store }: AuditPorts,
  nonce: string,
  after: number,
): Promise<AuditResponse> => {
  const [before] = after === 0 ? [] : await store.listAudit(after - 1, 1);
  const lines = await store.listAudit(after, pageLines);
  const followed = followAudit(before ?? { seq: after, hash: auditRoot }, lines);
  const brokenAt = 'brokenAt' in followed ? followed.brokenAt : null;
  return { nonce, lines, head: await store.auditHead(), brokenAt };
};

/** Every line behind `after`, a page at a time. */
export async function* readAudit({ store }: AuditPorts, after: number): AsyncGenerator<AuditLine> {
  let last = after;
  for (;;) {
    const lines = await store.listAudit(last, pageLines);
    yield* lines;
    const newest = lines.at(-1);
    if (newest === undefined) return;
    last = newest.seq;
  }
}

/** The whole chain, from the first line to the head. @returns the head, or where it is broken */
export const verifyAudit = async (
  ports: AuditPorts,
): Promise<{ readonly seq: number; readonly hash: string } | { readonly brokenAt: number }> => {
  let place = { seq: 0, hash: auditRoot };
  for await (const line of readAudit(ports, 0)) {
    const followed = followAudit(place, [line]);
    if ('brokenAt' in followed) return followed;
    place = followed;
  }
  const head = await ports.store.auditHead();
  return head.seq === place.seq && head.hash === place.hash ? head : { brokenAt: place.seq + 1 };
};
