import { useState } from 'react';
import { answersByList } from '#domain/declaration/answers.ts';
import type { Unit } from '#domain/unit/unit.ts';
import type { Condition, Rule } from '#domain/verdict/rule-set.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { conditionWords } from './condition-words.ts';
import { abouts, beginCondition, choicesOf, reasonFor, type About } from './new-condition.ts';
import styles from './rules-screen.module.css';

type AddRuleProps = {
  units: readonly Unit[];
  onAdd: (rule: Pick<Rule, 'when' | 'verdict' | 'reason' | 'isOn'>) => void;
  onClose: () => void;
};

/** A new rule, put together of conditions that must all hold. */
export const AddRule = ({ units, onAdd, onClose }: AddRuleProps) => {
  const say = useWords();
  const [about, setAbout] = useState<About>('permit');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [before, setBefore] = useState<readonly Condition[]>([]);
  const [verdict, setVerdict] = useState<Rule['verdict']>('turn_back');
  const choices = choicesOf(about, say, units);
  const isWhole = choices.length === 0 || chosen.length > 0;
  const when = isWhole ? [...before, beginCondition(about, chosen)] : before;
  const turn = (next: About) => {
    setAbout(next);
    setChosen([]);
  };
  return (
    <section className={styles.add} aria-label={say('rules.add')}>
      <h2>{say('rules.add')}</h2>
      {before.map((condition) => (
        <p key={condition.about}>{say('rules.if', { when: conditionWords(say, condition) })}</p>
      ))}
      <label className={styles.field}>
        {say('rules.add.about')}
        <select
          value={about}
          onChange={({ currentTarget }) => {
            const next = abouts.find((one) => one === currentTarget.value);
            if (next) turn(next);
          }}
        >
          {abouts.map((one) => (
            <option key={one} value={one}>
              {say(`rules.add.about.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <div className={styles.choices}>
        {choices.map(({ value, label }) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={() =>
                setChosen(
                  chosen.includes(value)
                    ? chosen.filter((one) => one !== value)
                    : [...chosen, value],
                )
              }
            />
            {label}
          </label>
        ))}
      </div>
      <label className={styles.field}>
        {say('rules.then')}
        <select
          value={verdict}
          onChange={({ currentTarget }) => {
            const next = answersByList.verdict.find((one) => one === currentTarget.value);
            if (next) setVerdict(next);
          }}
        >
          {answersByList.verdict.map((one) => (
            <option key={one} value={one}>
              {say(`answer.verdict.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <div className={styles.do}>
        <Button
          disabled={!isWhole}
          onClick={() => {
            setBefore(when);
            turn('direction');
          }}
        >
          {say('rules.add.and')}
        </Button>
        <Button
          tone="action"
          disabled={when.length === 0}
          onClick={() => {
            onAdd({ when: [...when], verdict, reason: reasonFor(when, verdict), isOn: true });
            onClose();
          }}
        >
          {say('rules.add.done')}
        </Button>
        <Button tone="quiet" onClick={onClose}>
          {say('rules.add.cancel')}
        </Button>
      </div>
    </section>
  );
};
