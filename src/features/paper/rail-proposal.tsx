import type { VerdictProposal } from '#domain/verdict/propose.ts';
import { useWords } from '../../i18n/use-words.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import { RulesDoubt } from '../rules-doubt.tsx';
import type { RulesInForce } from '#domain/verdict/rules-in-force.ts';
import styles from './paper-rail.module.css';

type RailProposalProps = { proposal: VerdictProposal | null; rules: RulesInForce | null };

/** What the rules propose from the answers so far, and why. */
export const RailProposal = ({ proposal, rules }: RailProposalProps) => {
  const say = useWords();
  if (!proposal) {
    return (
      <div className={`${styles.proposal} ${styles.unsaid}`}>
        <p>{say('paper.proposal.none')}</p>
        <RulesDoubt rules={rules} />
      </div>
    );
  }
  return (
    <div className={styles.proposal}>
      <VerdictSign shape={proposal.verdict} size={32} />
      <div>
        <strong className={styles.verdict}>
          <span className={styles.hint}>{say('paper.proposal')}</span>{' '}
          {say(`answer.verdict.${proposal.verdict}`)}
        </strong>
        {proposal.reasons.map((reason) => (
          <p key={reason.code}>{say(reason.code, reason.params)}</p>
        ))}
        <RulesDoubt rules={rules} />
      </div>
    </div>
  );
};
