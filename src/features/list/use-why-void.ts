import { useEffect, useRef, useState } from 'react';
import { keepWhyVoid } from '../../actions/keep-why-void.ts';
import { readWhyVoid, type WhyVoid } from '../../store/why-void.ts';
import { useServices, useSession } from '../services.ts';

const nothing: WhyVoid = { reason: null, note: '' };

/** Why a record is to be void, on the disk with each letter [DRAFT-8]. Null until what was kept before is read. */
export const useWhyVoid = (recordId: string) => {
  const { tablet } = useServices();
  const { officerId } = useSession();
  const [why, setWhy] = useState<WhyVoid | null>(null);
  const writing = useRef<Promise<unknown>>(Promise.resolve());

  useEffect(() => {
    let current = true;
    void readWhyVoid(tablet.db, officerId, recordId).then((kept) => {
      if (current) setWhy(kept ?? nothing);
    });
    // The last letter is on the disk before there is no key to seal it with.
    const stopBeforeLock = tablet.db.vault.beforeLock(() => writing.current);
    return () => {
      current = false;
      stopBeforeLock();
    };
  }, [tablet, officerId, recordId]);

  const write = (next: WhyVoid | null): Promise<unknown> => {
    // One after the other, or an earlier letter could be written last.
    writing.current = writing.current.then(() => keepWhyVoid(tablet, officerId, recordId, next));
    return writing.current;
  };
  return {
    why,
    change: (next: WhyVoid) => {
      setWhy(next);
      void write(next);
    },
    /** It was said, or is not to be said after all. */
    forget: () => {
      setWhy(nothing);
      return write(null);
    },
  };
};
