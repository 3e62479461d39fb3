import {
  closingReasons,
  mayFollow,
  testOutcomes,
  type ReferralState,
  type ReferralStep,
} from '#domain/referral/referral-state.ts';
import type { Say } from '../../i18n/use-words.ts';

type Choice = { readonly step: ReferralStep; readonly words: string };

/** What may be done about a referral by one tap: what usually comes next, and all the rest. */
export const nextSteps = (say: Say, state: ReferralState): { usual: Choice[]; other: Choice[] } => {
  const results = testOutcomes.map((outcome) => ({
    step: { state: 'result' as const, outcome },
    words: say(`health.result.${outcome}`),
  }));
  const closings = closingReasons.map((reason) => ({
    step: { state: 'closed' as const, reason },
    words: `${say('health.do.closed')}: ${say(`health.close.${reason}`)}`,
  }));
  const all: Choice[] = [
    { step: { state: 'acknowledged' }, words: say('health.do.acknowledged') },
    {
      step: { state: 'assigned', to: say('health.assigned.ward') },
      words: say('health.do.assigned'),
    },
    { step: { state: 'sampled' }, words: say('health.do.sampled') },
    ...results,
    ...closings,
  ];
  const usualNext = {
    raised: 'acknowledged',
    acknowledged: 'assigned',
    assigned: 'sampled',
    sampled: 'result',
    result: 'closed',
    closed: null,
  } as const;
  const next = usualNext[state];
  const possible = all.filter(({ step }) => mayFollow(state, step.state));
  const isUsual = ({ step }: Choice): boolean =>
    step.state === next && (step.state !== 'closed' || step.reason === 'handed-over');
  return {
    usual: possible.filter(isUsual),
    other: possible.filter((choice) => !isUsual(choice)),
  };
};
