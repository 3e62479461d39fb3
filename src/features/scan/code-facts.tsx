import { formatPartialDay } from '#domain/identity/partial-day.ts';
import type { HeldCode } from '#domain/lane/people-in-hand.ts';
import type { Recognised } from '#domain/qr/recognise.ts';
import { contentOf } from '#domain/qr/verify-code.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords, type Say } from '../../i18n/use-words.ts';
import { Note } from '../../ui/note.tsx';
import { useNow } from '../../ui/use-now.ts';
import styles from './lane-person.module.css';

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

/** What a code says: of a person line by line, else its text, shown and never opened. */
export const CodeFacts = ({ held: { code, text, checked } }: { held: HeldCode }) => {
  const say = useWords();
  const nowMs = useNow(30_000);
  if (code.kind === 'signed-declaration') {
    const content = checked && contentOf(checked);
    return content?.kind === 'signed-declaration' ? (
      <dl className={`${styles.facts} numbers`}>
        <dt>{say('field.docNumber')}</dt>
        <dd>{content.declaration.docNumber}</dd>
        <dt>{say('field.dob')}</dt>
        <dd>{formatPartialDay(content.declaration.dob)}</dd>
        <dt>{say('code.valid-until')}</dt>
        <dd>{formatMoment(content.expiresAtMs, nowMs)}</dd>
      </dl>
    ) : null;
  }
  // What a pass says stands below, with what it means; unsigned letters mean nothing to anybody.
  if (code.kind === 'vaccine-pass') return null;
  if ('name' in code) {
    return (
      <dl className={`${styles.facts} numbers`}>
        {factsOf(say, code).map(([label, value]) => (
          <div key={label} className={styles.fact}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    );
  }
  return (
    <>
      <Note tone={code.kind === 'paper-serial' ? 'info' : 'warn'}>
        {say(
          `scan.answer.${code.kind}`,
          code.kind === 'paper-serial' ? { serial: code.serial } : {},
        )}
      </Note>
      <p>{say('scan.text')}</p>
      <pre className={styles.text}>{text}</pre>
    </>
  );
};
