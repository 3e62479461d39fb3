/** @jsxImportSource preact */
import type { CitizenKey } from '#domain/declaration/citizen-steps.ts';
import type {
  AddressInput,
  FieldDefinition,
  FieldInput,
  FormInput,
} from '#domain/declaration/form.ts';
import type { Judgement } from '#domain/declaration/judgement.ts';
import { isRequired } from '#domain/declaration/shown-fields.ts';
import { AnswerControl } from './answer-control.tsx';
import { declareWords } from './declare-words.ts';

type QuestionProps = {
  field: FieldDefinition;
  input: FormInput;
  /** What there is to say about the answer; null: it is missing; undefined: nothing. */
  said: Judgement | null | undefined;
  /** Its step asks nothing else, and has its words already. */
  isAlone: boolean;
  onAnswer: (key: CitizenKey, value: FieldInput | undefined) => void;
};

const isGroup = ({ control }: FieldDefinition): boolean =>
  control.kind === 'one-of' || control.kind === 'some-of' || control.kind === 'address';

/** Most people stay where they live, and go there or come from there. Taken by a tap, never by itself. */
const likeOf: Partial<Record<CitizenKey, 'addr.permanent' | 'addr.staying'>> = {
  'addr.staying': 'addr.permanent',
  'move.from': 'addr.staying',
  'move.to': 'addr.staying',
};

const addressIn = (input: FormInput, key: keyof FormInput): AddressInput | null => {
  const value = input[key];
  const isPlace = typeof value === 'object' && 'detail' in value;
  return isPlace && (value.wardCode !== undefined || value.detail !== '') ? value : null;
};

export const Question = ({ field, input, said, isAlone, onAnswer }: QuestionProps) => {
  const say = declareWords.useSay();
  // The steps name no other keys.
  const key = field.key as CitizenKey;
  const id = `q-${key}`;
  const fault =
    said === undefined
      ? null
      : said === null
        ? say('citizen.missing')
        : say(said.code, said.params);
  const isDoubt = said?.severity === 'warn';
  const words = say(`ask.${key}`);
  const likeKey = likeOf[key];
  const like = likeKey && addressIn(input, key) === null ? addressIn(input, likeKey) : null;
  const heard = (value: FieldInput | undefined) => onAnswer(key, value);

  if (field.control.kind === 'tick' || key === 'ack.how') {
    const ticked = key === 'ack.how' ? 'tick' : 'yes';
    return (
      <div class={fault === null ? 'question' : 'question faulty'} data-question={key}>
        <label class="choice alone">
          <input
            type="checkbox"
            checked={input[key] === ticked}
            aria-describedby={`${id}-said`}
            onChange={(event) => heard(event.currentTarget.checked ? ticked : undefined)}
          />
          <span>{words}</span>
        </label>
        <p id={`${id}-said`} class="said">
          {fault}
        </p>
      </div>
    );
  }
  const title = (
    <>
      {words}
      {!isRequired(field, input) && <small> ({say('citizen.optional')})</small>}
    </>
  );
  const isDigits = key === 'docNumber' && (input.docType === 'CCCD' || input.docType === 'CMND');
  const body = (
    <>
      <AnswerControl
        id={id}
        field={field}
        isDigits={isDigits}
        value={input[key]}
        describedBy={`${id}-said`}
        onAnswer={heard}
      />
      {like && likeKey && (
        <button type="button" class="plain" onClick={() => heard(like)}>
          {say(`citizen.same-as.${likeKey}`)}
        </button>
      )}
      <p id={`${id}-said`} class={isDoubt ? 'said doubt' : 'said'}>
        {fault}
      </p>
    </>
  );
  const marked = fault === null ? 'question' : isDoubt ? 'question doubtful' : 'question faulty';
  return isGroup(field) ? (
    <fieldset class={marked} data-question={key} aria-invalid={fault !== null && !isDoubt}>
      <legend class={isAlone ? 'visually-hidden' : ''}>{title}</legend>
      {body}
    </fieldset>
  ) : (
    <div class={marked} data-question={key}>
      <label for={id}>{title}</label>
      {body}
    </div>
  );
};
