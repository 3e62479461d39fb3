import { hasDiacritics } from '#domain/identity/person-name.ts';
import { formatPartialDay } from '#domain/identity/partial-day.ts';
import { canPrefill } from '#domain/qr/prefill.ts';
import { recognise, type Recognised } from '#domain/qr/recognise.ts';
import { useWords, type Say } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import styles from './scan-screen.module.css';

type Fact = readonly [label: string, value: string];

const factsOf = (say: Say, code: Recognised): Fact[] => {
  const facts: (Fact | null)[] = [];
  const add = (label: string, value: string | null | false) =>
    facts.push(value ? [label, value] : null);
  if (code.kind === 'citizen-card') {
    add(say('field.docNumber'), code.number);
    add(say('field.dob'), code.dob ? formatPartialDay(code.dob) : code.dobText);
    add(say('field.sex'), code.sex && say(`answer.sex.${code.sex}`));
    add(say('field.addr.permanent'), code.address);
  }
  if (code.kind === 'unified-app') {
    add(say('field.docNumber'), code.docNumber);
    add(say('field.dob'), code.dob && formatPartialDay(code.dob));
    add(say('field.sex'), code.sex && say(`answer.sex.${code.sex}`));
    add(say('field.phone'), code.phone);
    add(say('field.byProxy'), code.byProxy && say('answer.yesNo.yes'));
  }
  if (code.kind === 'insurance-card') {
    add(say('field.bhyt'), code.number);
    add(say('field.dob'), code.dob && formatPartialDay(code.dob));
    add(say('field.sex'), code.sex && say(`answer.sex.${code.sex}`));
    add(say('field.addr.permanent'), code.address);
  }
  return facts.filter((fact) => fact !== null);
};

const nameOf = (say: Say, text: string): string => {
  const code = recognise(text);
  return 'name' in code ? code.name : `${say(`scan.kind.${code.kind}`)} ${text.slice(0, 20)}`;
};

type ScanAnswerProps = {
  text: string;
  /** Codes read meanwhile and not used yet. */
  beside: readonly string[];
  onTake: (text: string) => void;
  onGoOn: (text: string) => void;
  onAgain: () => void;
};

/** What the last code is, what it says, and the one thing to do next. */
export const ScanAnswer = ({ text, beside, onTake, onGoOn, onAgain }: ScanAnswerProps) => {
  const say = useWords();
  const recognised = recognise(text);
  const named = 'name' in recognised;
  return (
    <>
      <h2 className={styles.kind}>{say(`scan.kind.${recognised.kind}`)}</h2>
      {named && (
        <>
          <p className={styles.name}>{recognised.name}</p>
          <dl className={`${styles.facts} numbers`}>
            {factsOf(say, recognised).map(([label, value]) => (
              <div key={label} style={{ display: 'contents' }}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <Note tone="warn">{say('scan.unsigned')}</Note>
          {recognised.kind === 'citizen-card' && recognised.dob === null && (
            <Note tone="alert">{say('day/impossible')}</Note>
          )}
          {!hasDiacritics(recognised.name) && <Note tone="warn">{say('scan.plain-name')}</Note>}
        </>
      )}
      {!named && (
        <>
          <Note tone={recognised.kind === 'paper-serial' ? 'info' : 'warn'}>
            {say(
              `scan.answer.${recognised.kind}`,
              recognised.kind === 'paper-serial' ? { serial: recognised.serial } : {},
            )}
          </Note>
          <p>{say('scan.text')}</p>
          <pre className={styles.text}>{text}</pre>
        </>
      )}
      <div className={styles.end}>
        {beside.length > 0 && (
          <ul className={styles.beside} aria-label={say('scan.beside')}>
            {beside.map((other) => (
              <li key={other}>
                <Button onClick={() => onTake(other)}>
                  {say('scan.beside.see', { name: nameOf(say, other) })}
                </Button>
              </li>
            ))}
          </ul>
        )}
        <div className={styles.do}>
          <Button size="lane" onClick={onAgain}>
            {say('scan.again')}
          </Button>
          <Button tone="action" size="lane" onClick={() => onGoOn(text)}>
            {say(canPrefill(recognised) ? 'scan.to-form' : 'scan.new-form')}
          </Button>
        </div>
      </div>
    </>
  );
};
