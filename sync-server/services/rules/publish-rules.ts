import { randomUUID } from 'node:crypto';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { checkRuleSet, type RuleSetFault } from '#domain/verdict/check-rule-set.ts';
import { defaultRules } from '#domain/verdict/default-rules.ts';
import { ruleSetAt, type RuleSet } from '#domain/verdict/rule-set.ts';
import type { RuleSetNotice } from '#domain/verdict/rule-set-notice.ts';
import type { OfficerSession } from '../../store/officer-account.ts';
import type { StoreReader } from '../../store/store.ts';
import type { ReceiptSigner } from '../receipt-signer.ts';
import type { ServicePorts } from '../service-ports.ts';

type PublishPorts = Pick<ServicePorts, 'store' | 'clock'> & {
  readonly receiptSigner: () => Promise<ReceiptSigner>;
};

type WrittenRules = { readonly rules: readonly unknown[]; readonly effectiveAtMs: number };

const mostTold = 20;

/**
 * Publishes rules: numbered, signed, told to every tablet, noted in the audit.
 * @param officer null: at the server's own machine
 */
export const publishRules = async (
  { store, clock, receiptSigner }: PublishPorts,
  { rules, effectiveAtMs }: WrittenRules,
  officer: Pick<OfficerSession, 'officerId' | 'role' | 'unitId' | 'deviceId'> | null,
): Promise<Result<RuleSet, RuleSetFault['code']>> => {
  const signer = await receiptSigner();
  return store.transact(async (tx) => {
    const nowMs = clock();
    const [newest] = await tx.listRuleSets(1);
    const checked = checkRuleSet({
      ruleSetId: randomUUID(),
      number: (newest?.ruleSet.number ?? 0) + 1,
      effectiveAtMs: Math.max(effectiveAtMs, nowMs),
      rules,
    });
    if (!checked.ok) return fail(checked.error.code);
    const ruleSet = checked.value;
    const { officerId = null } = officer ?? {};
    await tx.insertRuleSet({ ruleSet, officerId, publishedAtMs: nowMs });
    const body: RuleSetNotice = { number: ruleSet.number, signed: signer.sign({ ruleSet }) };
    await tx.appendFeed('reference', [{ kind: 'rule-set', audience: null, body }]);
    await tx.appendAudit({
      atMs: nowMs,
      officerId: officerId ?? 'operator',
      role: officer?.role ?? 'operator',
      unitId: officer?.unitId ?? null,
      deviceId: officer?.deviceId ?? null,
      deed: 'rules-published',
      subjects: [ruleSet.ruleSetId],
    });
    return ok(ruleSet);
  });
};

export const listPublished = (store: Pick<StoreReader, 'listRuleSets'>) =>
  store.listRuleSets(mostTold);

/** In force now. */
export const rulesInForce = async (
  store: Pick<StoreReader, 'listRuleSets'>,
  nowMs: number,
): Promise<RuleSet> => {
  const published = await listPublished(store);
  return ruleSetAt(
    published.map(({ ruleSet }) => ruleSet),
    nowMs,
    defaultRules,
  );
};
