import { useEffect, useState } from 'react';
import type { RuleSet } from '#domain/verdict/rule-set.ts';
import { rulesInForce, type RulesInForce } from '#domain/verdict/rules-in-force.ts';
import type { RuleSetNotice } from '#domain/verdict/rule-set-notice.ts';
import { readRuleSets } from '../store/read-rule-sets.ts';
import { readTrustAge } from '../store/read-trust-list.ts';
import { readContact } from '../store/settings.ts';
import { knowReceiptKey } from '../sync/read-receipt.ts';
import { readSignedRules } from '../sync/read-rules.ts';
import { useNow } from '../ui/use-now.ts';
import { useServices } from './services.ts';
import { useLiveQuery } from './use-live-query.ts';

type Verified = { readonly notices: readonly RuleSetNotice[]; readonly sets: readonly RuleSet[] };

/** The rules in force on this tablet now, each verified before it is used; null: they are being read. */
export const useRules = (): RulesInForce | null => {
  const { tablet, transport } = useServices();
  const { db } = tablet;
  // A set begins by the clock, without anything being told.
  useNow(10_000);
  const known = useLiveQuery(db, async (live) => {
    const notices = await readRuleSets(live);
    const { offsetMs } = await readContact(live);
    return { notices, offsetMs: offsetMs ?? 0, readAtMs: await readTrustAge(live) };
  });
  const [verified, setVerified] = useState<Verified | null>(null);
  useEffect(() => {
    if (!known) return undefined;
    let isLate = false;
    const askKey = async () => {
      const about = await transport.about();
      return about.ok ? (about.value.receiptKey ?? null) : null;
    };
    const verify = async ({ notices }: typeof known) => {
      const key = notices.length === 0 ? null : await knowReceiptKey(db, askKey);
      const read = key ? notices.map((notice) => readSignedRules(notice, key)) : [];
      const sets = (await Promise.all(read)).filter((set) => set !== null);
      if (!isLate) setVerified({ notices, sets });
    };
    void verify(known);
    return () => {
      isLate = true;
    };
  }, [known, db, transport]);
  if (!known || verified === null) return null;
  const told = verified.notices.map(({ number }) => number);
  const nowMs = tablet.clock.wallMs() + known.offsetMs;
  // When it was asked is by this tablet's clock.
  const readAtMs = known.readAtMs === null ? null : known.readAtMs + known.offsetMs;
  return rulesInForce(told, verified.sets, nowMs, readAtMs);
};
