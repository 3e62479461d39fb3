import { useState, type Ref } from 'react';
import { answersByList, type AnswerOf } from '#domain/declaration/answers.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Ask } from '../../ui/ask.tsx';
import { Button } from '../../ui/button.tsx';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import styles from './lane-person.module.css';
import type { Decision } from './use-keep-people.ts';

type DecideDialogProps = {
  ref: Ref<HTMLDialogElement>;
  proposed: AnswerOf<'verdict'> | null;
  onDecide: (decision: Decision) => void;
  onClose: () => void;
};

/** The officer's own verdict; against the proposal, and for everything but a pass, with a reason. */
export const DecideDialog = ({ ref, proposed, onDecide, onClose }: DecideDialogProps) => {
  const say = useWords();
  const [verdict, setVerdict] = useState<AnswerOf<'verdict'> | null>(null);
  const choose = (chosen: AnswerOf<'verdict'>) => {
    if (chosen === 'pass' && proposed === 'pass') onDecide({ verdict: chosen, reason: null });
    else setVerdict(chosen);
  };
  return (
    <Ask ref={ref} question={say(verdict === null ? 'lane.decide' : 'lane.decide.why')}>
      <div className={styles.choices}>
        {verdict === null
          ? answersByList.verdict.map((one) => (
              <Button key={one} size="lane" onClick={() => choose(one)}>
                <VerdictSign shape={one} size={32} />
                {say(`answer.verdict.${one}`)}
              </Button>
            ))
          : answersByList.reason.map((reason) => (
              <Button
                key={reason}
                size="lane"
                onClick={() => {
                  setVerdict(null);
                  onDecide({ verdict, reason });
                }}
              >
                {say(`answer.reason.${reason}`)}
              </Button>
            ))}
        <Button
          tone="quiet"
          size="lane"
          onClick={() => {
            setVerdict(null);
            onClose();
          }}
        >
          {say('lane.decide.back')}
        </Button>
      </div>
    </Ask>
  );
};
