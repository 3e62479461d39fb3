import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { answersByList } from '#domain/declaration/answers.ts';
import type { Rule } from '#domain/verdict/rule-set.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import { conditionWords } from './condition-words.ts';
import { numberOf, withNumber } from './new-condition.ts';
import styles from './rules-screen.module.css';

type RuleLineProps = {
  rule: Rule;
  unitName: (unitId: string) => string;
  isFirst: boolean;
  isLast: boolean;
  onChange: (rule: Rule) => void;
  onMove: (step: 1 | -1) => void;
  onRemove: () => void;
};

/** One rule in words, with what can be changed of it. */
export const RuleLine = (props: RuleLineProps) => {
  const { rule, unitName, onChange } = props;
  const say = useWords();
  const when = rule.when.map((one) => conditionWords(say, one, unitName)).join(' · ');
  return (
    <li className={rule.isOn ? styles.rule : `${styles.rule} ${styles.off}`}>
      <label className={styles.on}>
        <input
          type="checkbox"
          checked={rule.isOn}
          onChange={() => onChange({ ...rule, isOn: !rule.isOn })}
        />
        {say('rules.on')}
      </label>
      <p className={styles.when}>{say('rules.if', { when })}</p>
      {rule.when.map((condition, index) => {
        const number = numberOf(condition);
        if (number === null) return null;
        const { about } = condition;
        if (about !== 'temperature' && about !== 'test-age' && about !== 'vaccine') return null;
        return (
          <label key={about} className={styles.value}>
            {say(`rules.value.${about}`)}
            <input
              type="number"
              className="numbers"
              min={number.min}
              max={number.max}
              step={number.step}
              value={number.value}
              onChange={({ currentTarget }) =>
                onChange({
                  ...rule,
                  when: rule.when.with(index, withNumber(condition, currentTarget.valueAsNumber)),
                })
              }
            />
          </label>
        );
      })}
      <label className={styles.verdict}>
        <VerdictSign shape={rule.verdict} size={32} />
        <select
          aria-label={say('rules.then')}
          value={rule.verdict}
          onChange={({ currentTarget }) => {
            const chosen = answersByList.verdict.find((one) => one === currentTarget.value);
            if (chosen) onChange({ ...rule, verdict: chosen });
          }}
        >
          {answersByList.verdict.map((one) => (
            <option key={one} value={one}>
              {say(`answer.verdict.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <div className={styles.order}>
        <Button
          aria-label={say('rules.up')}
          disabled={props.isFirst}
          onClick={() => props.onMove(-1)}
        >
          <ArrowUp size={20} aria-hidden="true" />
        </Button>
        <Button
          aria-label={say('rules.down')}
          disabled={props.isLast}
          onClick={() => props.onMove(1)}
        >
          <ArrowDown size={20} aria-hidden="true" />
        </Button>
        <Button aria-label={say('rules.remove')} onClick={props.onRemove}>
          <Trash2 size={20} aria-hidden="true" />
        </Button>
      </div>
    </li>
  );
};
