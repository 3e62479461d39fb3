import { hashOf } from '#domain/log/chain.ts';
import type { AuditLine } from './audit-line.ts';

/** The hash before the first line. */
export const auditRoot = '0'.repeat(64);

/** What a line's hash stands for: the line before, and every word of this one. */
export const auditHash = (former: string, line: Omit<AuditLine, 'hash'>): string => {
  const { seq, atMs, officerId, role, unitId, deviceId, deed, term, subjects } = line;
  const said = [former, seq, atMs, officerId, role, unitId, deviceId, deed, subjects];
  // Lines from before there were terms have none in their hash.
  const words = term === null ? said : [...said, term];
  return hashOf(new TextEncoder().encode(JSON.stringify(words)));
};

/**
 * Follows the chain over lines that come one after the other.
 * @returns the last line's hash, or the place of the first line that does not fit
 */
export const followAudit = (
  former: { readonly seq: number; readonly hash: string },
  lines: readonly AuditLine[],
): { readonly seq: number; readonly hash: string } | { readonly brokenAt: number } => {
  let { seq, hash } = former;
  for (const line of lines) {
    seq += 1;
    if (line.seq !== seq || line.hash !== auditHash(hash, line)) return { brokenAt: seq };
    ({ hash } = line);
  }
  return { seq, hash };
};
