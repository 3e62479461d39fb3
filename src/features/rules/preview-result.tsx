import { answersByList } from '#domain/declaration/answers.ts';
import type { RulesPreviewResponse } from '#protocol/rules.ts';
import { useWords } from '../../i18n/use-words.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import styles from './rules-screen.module.css';

/** What the rules would have done with who passed, beside what those in force do. */
export const PreviewResult = ({ preview }: { preview: RulesPreviewResponse }) => {
  const say = useWords();
  const { crossings, before, after, graver, milder } = preview;
  if (crossings === 0) return <p>{say('rules.preview.none')}</p>;
  return (
    <div className={styles.preview}>
      <h2>{say('rules.preview.said', { count: crossings })}</h2>
      <ul>
        {answersByList.verdict.map((verdict) => (
          <li key={verdict} className={after[verdict] === before[verdict] ? styles.same : ''}>
            <VerdictSign shape={verdict} size={32} />
            <span className="numbers">
              {say('rules.preview.line', {
                verdict: say(`answer.verdict.${verdict}`),
                after: after[verdict],
                before: before[verdict],
              })}
            </span>
          </li>
        ))}
      </ul>
      <p>{say('rules.preview.changed', { graver, milder })}</p>
    </div>
  );
};
