import { fail, ok, type Result } from '#domain/core/result.ts';
import { checkRuleSet, type RuleSetFault } from '#domain/verdict/check-rule-set.ts';
import { defaultRules } from '#domain/verdict/default-rules.ts';
import { proposeVerdict } from '#domain/verdict/propose.ts';
import { gravityOf, type RuleSet } from '#domain/verdict/rule-set.ts';
import { declarationToFacts } from '#domain/verdict/verdict-facts.ts';
import type { RulesPreviewResponse, VerdictCounts } from '#protocol/rules.ts';
import { findRecords, type FoundRecord } from '../find-records.ts';
import type { ServicePorts } from '../service-ports.ts';
import { rulesInForce } from './publish-rules.ts';

type PreviewPorts = Pick<ServicePorts, 'store' | 'openFrame' | 'clock'>;

const hourMs = 3_600_000;
/** What a tablet kept earlier may arrive later. */
const lateMs = 24 * hourMs;

const noCounts = (): Record<keyof VerdictCounts, number> => ({
  pass: 0,
  turn_back: 0,
  test_on_site: 0,
  refer_health: 0,
  hold: 0,
});

/** Who is looked for is not in it: a list is of its day. */
const verdictBy = (ruleSet: RuleSet, { declaration, crossing, unitId, atMs }: FoundRecord) => {
  const { 'check.idResult': idResult, 'check.temperature': temperature = null } = crossing.data;
  const facts = declarationToFacts(
    declaration.data,
    { idResult, temperature },
    { nowMs: atMs, unitId },
  );
  return proposeVerdict(ruleSet, facts)?.verdict ?? null;
};

/** What rules would have said of those who passed, beside what the rules in force now say. Counts nobody by name. */
export const previewRules = async (
  ports: PreviewPorts,
  { rules, unitId, hours }: { rules: readonly unknown[]; unitId: string | null; hours: number },
): Promise<Result<Omit<RulesPreviewResponse, 'nonce'>, RuleSetFault['code'] | 'unit/unknown'>> => {
  const { store, clock } = ports;
  const nowMs = clock();
  const draft = checkRuleSet({ ...defaultRules, rules });
  if (!draft.ok) return fail(draft.error.code);
  const known = (await store.listUnits()).map((unit) => unit.unitId);
  if (unitId !== null && !known.includes(unitId)) return fail('unit/unknown');
  const current = await rulesInForce(store, nowMs);
  const [before, after] = [noCounts(), noCounts()];
  let [crossings, graver, milder] = [0, 0, 0];
  const fromMs = nowMs - hours * hourMs;
  for (const of of unitId === null ? known : [unitId]) {
    const since = { unitId: of, status: 'applied' as const, receivedSinceMs: fromMs - lateMs };
    const records = await findRecords(ports, await store.listEntries(since), () => true);
    for (const record of records) {
      const isMeant = record.atMs >= fromMs && record.crossing.voiding === null;
      const [was, would] = [verdictBy(current, record), verdictBy(draft.value, record)];
      if (!isMeant || was === null || would === null) continue;
      crossings += 1;
      before[was] += 1;
      after[would] += 1;
      if (gravityOf(would) > gravityOf(was)) graver += 1;
      if (gravityOf(would) < gravityOf(was)) milder += 1;
    }
  }
  return ok({ crossings, before, after, graver, milder });
};
