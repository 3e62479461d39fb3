import { useEffect, useState } from 'react';
import type { AuditResponse } from '#protocol/audit.ts';
import { failureCode } from '#protocol/call-failure.ts';
import type { FetchFailure } from '../../sync/fetch-board.ts';
import { useServices } from '../services.ts';

type AuditLine = AuditResponse['lines'][number];

type Audit = {
  lines: readonly AuditLine[];
  head: AuditResponse['head'] | null;
  brokenAt: number | null;
  trouble: FetchFailure['code'] | null;
  /** Asks for what comes next; also once the second factor was proven. */
  next: () => Promise<void>;
  /** All lines, from the first; null: they could not be had. */
  all: () => Promise<readonly AuditLine[] | null>;
};

/** Who looked at whose data, as the server's chain tells it, a page at a time. */
export const useAudit = (): Audit => {
  const { transport } = useServices();
  const [lines, setLines] = useState<readonly AuditLine[]>([]);
  const [head, setHead] = useState<Audit['head']>(null);
  const [brokenAt, setBrokenAt] = useState<number | null>(null);
  const [trouble, setTrouble] = useState<Audit['trouble']>(null);
  const note = (answer: AuditResponse) => {
    setTrouble(null);
    setHead(answer.head);
    setBrokenAt((before) => before ?? answer.brokenAt);
  };
  const page = async (after: number): Promise<AuditResponse | null> => {
    const answer = await transport.audit(after);
    if (answer.ok) note(answer.value);
    else setTrouble(failureCode(answer.error));
    return answer.ok ? answer.value : null;
  };
  useEffect(() => {
    let current = true;
    const open = async () => {
      const answer = await transport.audit(0);
      if (!current) return;
      if (!answer.ok) {
        setTrouble(failureCode(answer.error));
        return;
      }
      note(answer.value);
      setLines(answer.value.lines);
    };
    void open();
    return () => {
      current = false;
    };
  }, [transport]);
  const next = async () => {
    const told = await page(lines.at(-1)?.seq ?? 0);
    if (told !== null) setLines([...lines, ...told.lines]);
  };
  const all = async () => {
    const found: AuditLine[] = [];
    for (;;) {
      const told = await page(found.at(-1)?.seq ?? 0);
      if (told === null) return null;
      if (told.lines.length === 0) return found;
      found.push(...told.lines);
    }
  };
  return { lines, head, brokenAt, trouble, next, all };
};
