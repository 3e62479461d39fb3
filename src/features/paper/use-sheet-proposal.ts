import type { FormInput } from '#domain/declaration/form.ts';
import { proposeVerdict, type VerdictProposal } from '#domain/verdict/propose.ts';
import { inputToFacts } from '#domain/verdict/verdict-facts.ts';
import type { WatchedPerson } from '#domain/watch/watch-mark.ts';
import { useServices } from '../services.ts';
import { useWatchRing } from '../use-watch-ring.ts';
import type { RulesInForce } from '#domain/verdict/rules-in-force.ts';
import type { BesideSheet } from './use-beside-sheet.ts';

export type SheetProposal = {
  readonly rules: RulesInForce | null;
  readonly proposal: VerdictProposal | null;
  /** A number on it is looked for. */
  readonly watched: 'case' | 'contact' | null;
};

const typedToWatched = (input: FormInput): WatchedPerson => {
  const typed = (key: 'docNumber' | 'phone' | 'move.plate') => {
    const text = input[key];
    return typeof text === 'string' && text !== '' ? text : undefined;
  };
  return { number: typed('docNumber'), phone: typed('phone'), plate: typed('move.plate') };
};

/** What the rules in force propose for what is typed so far. */
export const useSheetProposal = (
  input: FormInput,
  { rules, askWatchlist, unitId }: BesideSheet,
): SheetProposal => {
  const { tablet } = useServices();
  const watched = askWatchlist([typedToWatched(input)]);
  useWatchRing(watched);
  if (rules === null) return { rules, proposal: null, watched };
  const around = { nowMs: tablet.clock.wallMs(), unitId, watched };
  return { rules, watched, proposal: proposeVerdict(rules.ruleSet, inputToFacts(input, around)) };
};
