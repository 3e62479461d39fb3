import { memo } from 'react';
import { Link } from 'wouter';
import { answersByList } from '#domain/declaration/answers.ts';
import type { FieldDefinition, FieldInput, FieldKey } from '#domain/declaration/form.ts';
import type { Judgement } from '#domain/declaration/judgement.ts';
import type { Proposal } from '#domain/declaration/propose-answers.ts';
import type { Recognised } from '#domain/qr/recognise.ts';
import { useWords } from '../../i18n/use-words.ts';
import { recordPath } from '../paths.ts';
import { AddressControl } from './address-control.tsx';
import { ChoiceControl } from './choice-control.tsx';
import { CountryControl } from './country-control.tsx';
import styles from './field-row.module.css';
import { LineControl } from './line-control.tsx';
import { ProposalLine } from './proposal-line.tsx';
import { isHandedTheSame } from './says-the-same.ts';
import type { Typed } from './use-sheet.ts';

export type FieldRowProps = {
  field: FieldDefinition;
  value: FieldInput | undefined;
  required: boolean;
  /** What there is to say about the answer; empty while the officer is still typing it. */
  judgements: readonly Judgement[];
  missing: boolean;
  /** The record that bears this very number already. */
  earlierId: string | undefined;
  /** An earlier address of the same form that this one can be copied from. */
  likeness: FieldInput | undefined;
  proposal: Proposal | undefined;
  /** Enter passes it while it is blank; Tab goes there. */
  rare: boolean;
  /** It is written in digits alone. */
  digits: boolean;
  /** Changes when the answer was taken from a proposal or a code: a line of typing is then drawn anew. */
  taken: string;
  /** The code the answer is from. */
  source: Recognised['kind'] | undefined;
  /** How often each ward was named lately, by ward code. */
  uses: ReadonlyMap<string, number>;
  /** The same at every drawing: see `useSteady`. */
  deeds: RowDeeds;
};

export type RowDeeds = {
  take: (key: FieldKey) => void;
  answer: (key: FieldKey, value: FieldInput) => void;
  type: (key: FieldKey, typed: Typed) => void;
  /** Goes on to the next control of the sheet. */
  advance: (from: Element) => void;
  leave: (key: FieldKey) => void;
};

const ControlOf = (props: FieldRowProps & { id: string; describedBy: string }) => {
  const { field, value, id, describedBy, deeds, likeness } = props;
  const { control } = field;
  const onAnswer = (answer: FieldInput) => deeds.answer(field.key, answer);
  const onType = (typed: Typed) => deeds.type(field.key, typed);
  const onAdvance = deeds.advance;
  const text = typeof value === 'string' ? value : '';
  switch (control.kind) {
    case 'one-of':
    case 'some-of':
    case 'tick':
      return (
        <ChoiceControl
          id={id}
          fieldKey={field.key}
          control={control}
          value={value}
          describedBy={describedBy}
          onAnswer={onAnswer}
          onAdvance={onAdvance}
        />
      );
    case 'address':
      return (
        <AddressControl
          id={id}
          value={typeof value === 'object' && 'detail' in value ? value : undefined}
          uses={props.uses}
          isProposed={props.proposal !== undefined}
          likeness={typeof likeness === 'object' && 'detail' in likeness ? likeness : undefined}
          describedBy={describedBy}
          onAnswer={onAnswer}
          onType={onType}
          onAdvance={onAdvance}
        />
      );
    case 'country':
      return <CountryControl id={id} value={text} describedBy={describedBy} onAnswer={onAnswer} />;
    default:
      return (
        <LineControl
          id={id}
          control={control}
          value={text}
          digits={props.digits}
          describedBy={describedBy}
          onType={onType}
        />
      );
  }
};

const isGroup = (field: FieldDefinition): boolean =>
  ['one-of', 'some-of', 'tick', 'address'].includes(field.control.kind);

/** More answers than fit beside another field; a name, because names are long. */
const isWide = ({ key, control }: FieldDefinition): boolean =>
  key === 'fullName' ||
  ((control.kind === 'one-of' || control.kind === 'some-of') &&
    (answersByList[control.list].length > 3 || control.list === 'direction'));

/** A field: its label as on the sheet, its answer, and one line that always has its place for a message. */
export const FieldRow = memo((props: FieldRowProps) => {
  const say = useWords();
  const { field, required, judgements, missing, earlierId, deeds } = props;
  const { proposal, rare, taken, source } = props;
  const id = `field-${field.key}`;
  const messageId = `${id}-message`;
  const blocking = judgements.find(({ severity }) => severity === 'block');
  const said = blocking ? [blocking] : judgements;
  const tone = missing || blocking ? styles.block : said.length > 0 ? styles.warn : '';
  const label = (
    <>
      {say(`field.${field.key}`)}
      {required && (
        <span className={styles.required} title={say('paper.required')}>
          {'\u00a0'}*
        </span>
      )}
    </>
  );
  const labelled = `${styles.label} ${rare ? styles.rare : ''}`;
  return (
    <div
      className={`${styles.field} ${isWide(field) ? styles.wide : ''} ${tone}`}
      data-field={field.key}
      role={isGroup(field) ? 'group' : undefined}
      aria-labelledby={isGroup(field) ? `${id}-label` : undefined}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) deeds.leave(field.key);
      }}
    >
      {isGroup(field) ? (
        <span
          id={`${id}-label`}
          className={`${labelled} ${field.control.kind === 'tick' ? styles.unseen : ''}`}
        >
          {label}
        </span>
      ) : (
        <label htmlFor={id} className={labelled}>
          {label}
        </label>
      )}
      <ControlOf key={taken} {...props} id={id} describedBy={messageId} />
      {proposal && (
        <ProposalLine field={field} proposal={proposal} onTake={() => deeds.take(field.key)} />
      )}
      <p id={messageId} className={styles.message} aria-live="polite">
        {missing
          ? say('field/missing')
          : said.length === 0 && source
            ? say('paper.from-code', { kind: say(`scan.kind.${source}`) })
            : said.map(({ code, params }) => say(code, params)).join('. ')}
        {earlierId !== undefined && (
          <Link href={recordPath(earlierId)} className={styles.earlier ?? ''}>
            {say('paper.see-earlier')}
          </Link>
        )}
      </p>
    </div>
  );
}, isHandedTheSame);
