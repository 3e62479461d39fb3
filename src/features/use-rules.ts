import { useLiveQuery } from 'dexie-react-hooks';
import { useEffect, useState } from 'react';
import { defaultRules } from '#domain/verdict/default-rules.ts';
import { ruleSetAt, type RuleSet } from '#domain/verdict/rule-set.ts';
import type { RuleSetNotice } from '#domain/verdict/rule-set-notice.ts';
import { readRuleSets } from '../store/read-rule-sets.ts';
import { readTrustAge } from '../store/read-trust-list.ts';
import { readContact } from '../store/settings.ts';
import { knowReceiptKey } from '../sync/read-receipt.ts';
import { readSignedRules } from '../sync/read-rules.ts';
import { useNow } from '../ui/use-now.ts';
import { useServices } from './services.ts';

/** Without an answer for this long there may be newer rules. */
const staleMs = 24 * 3_600_000;

export type RulesInForce = {
  readonly ruleSet: RuleSet;
  /** What an officer must know of them: how old they are, or that there are others which cannot be used. */
  readonly doubt:
    | { readonly kind: 'stale'; readonly hours: number }
    | { readonly kind: 'unread' }
    | null;
};

type Verified = { readonly notices: readonly RuleSetNotice[]; readonly sets: readonly RuleSet[] };

/** The rules in force on this tablet now, each verified before it is used; null: they are being read. */
export const useRules = (): RulesInForce | null => {
  const { tablet, transport } = useServices();
  const { db } = tablet;
  // A set begins by the clock, without anything being told.
  useNow(10_000);
  const known = useLiveQuery(async () => {
    const notices = await readRuleSets(db);
    const { offsetMs } = await readContact(db);
    return { notices, offsetMs: offsetMs ?? 0, readAtMs: await readTrustAge(db) };
  }, [db]);
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
  const nowMs = tablet.clock.wallMs();
  const ruleSet = ruleSetAt(verified.sets, nowMs + known.offsetMs, defaultRules);
  const newest = Math.max(0, ...verified.notices.map(({ number }) => number));
  const isUnread =
    !verified.sets.some(({ number }) => number === newest) && newest > ruleSet.number;
  const ageMs = known.readAtMs === null ? 0 : nowMs - known.readAtMs;
  return {
    ruleSet,
    doubt: isUnread
      ? { kind: 'unread' }
      : ageMs > staleMs
        ? { kind: 'stale', hours: Math.floor(ageMs / 3_600_000) }
        : null,
  };
};
