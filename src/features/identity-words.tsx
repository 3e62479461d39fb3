import type { IdentityStanding } from '#domain/identity/identity-standing.ts';
import { isAlarming, type IdentityAnswer } from '#domain/identity/registry-check.ts';
import { formatMoment } from '../i18n/format.ts';
import { useWords } from '../i18n/use-words.ts';
import { Note } from '../ui/note.tsx';

/** What the registry said, in a sentence. */
export const IdentityWords = ({ answer }: { answer: IdentityAnswer }) => {
  const say = useWords();
  const fields =
    'differs' in answer ? answer.differs.map((field) => say(`field.${field}`)).join(', ') : '';
  return <>{say(`identity.said.${answer.outcome}`, { fields: fields.toLowerCase() })}</>;
};

/** What stands of a record's identity, with what to do about it; nothing where no registry is asked. */
export const IdentityNote = ({
  standing,
  nowMs,
}: {
  standing: IdentityStanding;
  nowMs: number;
}) => {
  const say = useWords();
  if (standing.kind === 'unasked') return null;
  if (standing.kind === 'waiting') {
    return (
      <Note tone={standing.doubts.length > 0 ? 'warn' : 'info'}>
        <p data-testid="identity-note">
          {say('identity.waiting')}{' '}
          {standing.doubts.length === 0
            ? say('identity.waiting.sound')
            : standing.doubts
                .map((doubt) => say(doubt.code, 'params' in doubt ? doubt.params : {}))
                .join(' ')}
        </p>
      </Note>
    );
  }
  const { answer, atMs } = standing;
  const tone = isAlarming(answer) ? 'alert' : answer.outcome === 'partial' ? 'warn' : 'info';
  return (
    <Note tone={tone}>
      <p data-testid="identity-note">
        <strong>
          <IdentityWords answer={answer} />
        </strong>{' '}
        <span className="numbers">{formatMoment(atMs, nowMs)}</span>
      </p>
    </Note>
  );
};
