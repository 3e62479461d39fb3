import { useWords } from '../i18n/use-words.ts';
import type { RulesInForce } from '#domain/verdict/rules-in-force.ts';

/** Says that the rules behind a proposal may be old ones; nothing while they are not. */
export const RulesDoubt = ({ rules }: { rules: RulesInForce | null }) => {
  const say = useWords();
  const doubt = rules?.doubt;
  if (!rules || !doubt) return null;
  const { number } = rules.ruleSet;
  return (
    <p>
      {doubt.kind === 'stale'
        ? say('rules.stale', { number, hours: doubt.hours })
        : say('rules.unread', { number })}
    </p>
  );
};
