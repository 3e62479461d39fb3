import { useLiveQuery } from 'dexie-react-hooks';
import type { FormInput } from '#domain/declaration/form.ts';
import { proposeVerdict, type VerdictProposal } from '#domain/verdict/propose.ts';
import { inputToFacts } from '#domain/verdict/verdict-facts.ts';
import { readDevice } from '../../store/read-device.ts';
import { useServices } from '../services.ts';
import { useRules, type RulesInForce } from '../use-rules.ts';

export type SheetProposal = {
  readonly rules: RulesInForce | null;
  readonly proposal: VerdictProposal | null;
};

/** What the rules in force propose for what is typed so far. */
export const useSheetProposal = (input: FormInput): SheetProposal => {
  const { tablet } = useServices();
  const rules = useRules();
  const unitId = useLiveQuery(async () => (await readDevice(tablet.db))?.unitId, [tablet]);
  if (rules === null) return { rules, proposal: null };
  const around = { nowMs: tablet.clock.wallMs(), unitId: unitId ?? null };
  return { rules, proposal: proposeVerdict(rules.ruleSet, inputToFacts(input, around)) };
};
