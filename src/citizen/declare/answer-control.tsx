/** @jsxImportSource preact */
import { answersByList, type AnswerList } from '#domain/declaration/answers.ts';
import type { AddressInput, FieldDefinition, FieldInput } from '#domain/declaration/form.ts';
import { Choices } from './choices.tsx';
import { CountryChoice } from './country-choice.tsx';
import { DayLine } from './day-line.tsx';
import { declareWords } from './declare-words.ts';
import { PlaceLines } from './place-lines.tsx';

type AnswerControlProps = {
  id: string;
  field: FieldDefinition;
  /** What the answer is about changes its keyboard: a card's number has digits only. */
  isDigits: boolean;
  value: FieldInput | undefined;
  describedBy: string;
  onAnswer: (value: FieldInput) => void;
};

const textOf = (value: FieldInput | undefined): string => (typeof value === 'string' ? value : '');
const addressOf = (value: FieldInput | undefined): AddressInput | undefined =>
  typeof value === 'object' && 'detail' in value ? value : undefined;
const chosenOf = (value: FieldInput | undefined): readonly string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly string[]) : [];

/** What the telephone may fill in by itself when the person says so. */
const knownTo: Partial<Record<FieldDefinition['key'], string>> = {
  fullName: 'name',
  phone: 'tel',
  'proxy.phone': 'tel',
  email: 'email',
};

const capitalsOf = (
  key: FieldDefinition['key'],
  keyboard: string | undefined,
): 'words' | 'characters' | 'sentences' => {
  if (key === 'fullName' || key === 'proxy.name') return 'words';
  return keyboard === 'capitals' ? 'characters' : 'sentences';
};

const short: ReadonlySet<AnswerList> = new Set(['yesNo', 'sex', 'testResult']);

/** How a question is answered on a telephone, by its kind. */
export const AnswerControl = (props: AnswerControlProps) => {
  const say = declareWords.useSay();
  const { id, field, isDigits, value, describedBy, onAnswer } = props;
  const { control, key } = field;
  switch (control.kind) {
    case 'one-of':
    case 'some-of': {
      const isMany = control.kind === 'some-of';
      const answers =
        key === 'byProxy'
          ? [
              { value: 'no', words: say('citizen.for-me') },
              { value: 'yes', words: say('citizen.for-other') },
            ]
          : answersByList[control.list].map((one) => ({
              value: one,
              // Every answer of every list has words, or they would not compile.
              words: say(`answer.${control.list}.${one}` as Parameters<typeof say>[0]),
            }));
      return (
        <Choices
          name={id}
          answers={answers}
          isMany={isMany}
          isInARow={short.has(control.list)}
          chosen={chosenOf(value)}
          describedBy={describedBy}
          onChoose={(chosen) => onAnswer(isMany ? chosen : (chosen[0] ?? ''))}
        />
      );
    }
    case 'address':
      return (
        <PlaceLines
          id={id}
          value={addressOf(value)}
          describedBy={describedBy}
          onAnswer={onAnswer}
        />
      );
    case 'country':
      return (
        <CountryChoice
          id={id}
          value={textOf(value)}
          describedBy={describedBy}
          onAnswer={onAnswer}
        />
      );
    case 'day':
      return (
        <DayLine
          id={id}
          value={textOf(value)}
          isPartial={control.partial}
          isNear={key === 'move.departAt'}
          describedBy={describedBy}
          onAnswer={onAnswer}
        />
      );
    case 'instant':
      return (
        <input
          id={id}
          class="line numbers"
          type="datetime-local"
          aria-describedby={describedBy}
          value={textOf(value).replace(' ', 'T')}
          onInput={(event) => onAnswer(event.currentTarget.value.replace('T', ' '))}
        />
      );
    case 'long-text':
      return (
        <textarea
          id={id}
          class="line"
          rows={3}
          maxLength={control.limit}
          aria-describedby={describedBy}
          value={textOf(value)}
          onInput={(event) => onAnswer(event.currentTarget.value)}
        />
      );
    case 'tick':
    case 'text':
    case 'number': {
      const keyboard = control.kind === 'text' ? control.keyboard : 'digits';
      const isNumeric = isDigits || keyboard === 'digits';
      const line = {
        id,
        class:
          isNumeric || keyboard === 'tel' ? 'line numbers' : `line ${capitalsOf(key, keyboard)}`,
        autoCapitalize: capitalsOf(key, keyboard),
        autoComplete: knownTo[key] ?? 'off',
        spellcheck: false as const,
        maxLength: control.kind === 'text' ? control.limit : 3,
        'aria-describedby': describedBy,
        value: textOf(value),
        onInput: (event: { readonly currentTarget: HTMLInputElement }) =>
          onAnswer(event.currentTarget.value),
      };
      if (keyboard === 'tel') return <input {...line} type="tel" />;
      if (keyboard === 'email') return <input {...line} type="email" />;
      return <input {...line} type="text" inputMode={isNumeric ? 'numeric' : 'text'} />;
    }
  }
};
