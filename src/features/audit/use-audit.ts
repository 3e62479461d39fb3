import { useEffect, useState } from 'react';
import type { AuditNewestResponse, AuditResponse, AuditVerifyResponse } from '#protocol/audit.ts';
import { failureCode } from '#protocol/call-failure.ts';
import type { FetchFailure } from '../../sync/fetch-board.ts';
import type { AuditQuery } from '../../sync/ports.ts';
import { useServices } from '../services.ts';

export type AuditFilter = Omit<AuditQuery, 'before'>;
type AuditLine = AuditNewestResponse['lines'][number];

type Audit = {
  /** What was asked for last. */
  filter: AuditFilter;
  /** Newest first; null: not known yet. */
  lines: readonly AuditLine[] | null;
  more: boolean;
  /** What following the whole chain came to; null: not known yet. */
  chain: Pick<AuditVerifyResponse, 'head' | 'brokenAt'> | null;
  trouble: FetchFailure['code'] | null;
  /** From the newest on; also once the second factor was proven. */
  look: (filter: AuditFilter) => void;
  older: () => void;
  /** All lines, from the first; null: they could not be had. */
  all: () => Promise<AuditResponse['lines'] | null>;
};

/** Who looked at whose data, as the server's chain tells it. */
export const useAudit = (): Audit => {
  const { transport } = useServices();
  /** A new object asks anew, also for the same. */
  const [filter, setFilter] = useState<AuditFilter>({});
  const [page, setPage] = useState<Pick<AuditNewestResponse, 'lines' | 'more'> | null>(null);
  const [chain, setChain] = useState<Audit['chain']>(null);
  const [trouble, setTrouble] = useState<Audit['trouble']>(null);

  useEffect(() => {
    let current = true;
    const open = async () => {
      const answer = await transport.newestAudit({ ...filter, before: null });
      if (!current) return;
      setTrouble(answer.ok ? null : failureCode(answer.error));
      if (!answer.ok) return;
      setPage(answer.value);
      setChain(null);
      const verified = await transport.verifyAudit();
      if (!current) return;
      if (verified.ok) setChain(verified.value);
      else setTrouble(failureCode(verified.error));
    };
    void open();
    return () => {
      current = false;
    };
  }, [transport, filter]);

  const older = async () => {
    const before = page?.lines ?? [];
    const answer = await transport.newestAudit({ ...filter, before: before.at(-1)?.seq ?? null });
    setTrouble(answer.ok ? null : failureCode(answer.error));
    if (!answer.ok) return;
    setPage({ lines: [...before, ...answer.value.lines], more: answer.value.more });
  };

  return {
    filter,
    lines: page?.lines ?? null,
    more: page?.more ?? false,
    chain,
    trouble,
    look: (asked) => setFilter({ ...asked }),
    older: () => void older(),
    all: async () => {
      const found: AuditLine[] = [];
      for (;;) {
        const told = await transport.audit(found.at(-1)?.seq ?? 0);
        if (!told.ok) {
          setTrouble(failureCode(told.error));
          return null;
        }
        if (told.value.lines.length === 0) return found;
        found.push(...told.value.lines);
      }
    },
  };
};
