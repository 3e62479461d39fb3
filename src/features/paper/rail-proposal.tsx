import type { FormInput } from '#domain/declaration/form.ts';
import { proposeVerdict } from '#domain/verdict/propose.ts';
import { useWords } from '../../i18n/use-words.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import styles from './paper-rail.module.css';

/** What the rules propose from the answers so far, and why. */
export const RailProposal = ({ input }: { input: FormInput }) => {
  const say = useWords();
  const proposal = proposeVerdict(input);
  if (!proposal) {
    return (
      <div className={`${styles.proposal} ${styles.unsaid}`}>
        <p>{say('paper.proposal.none')}</p>
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
      </div>
    </div>
  );
};
