import type { Control } from '#domain/declaration/form.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './field-row.module.css';

type LineControlProps = {
  id: string;
  control: Extract<Control, { kind: 'text' | 'long-text' | 'number' | 'day' | 'instant' }>;
  value: string;
  describedBy: string;
  onAnswer: (value: string) => void;
};

const inputModeOf = (control: LineControlProps['control']) => {
  if (control.kind === 'number') return control.decimals > 0 ? 'decimal' : 'numeric';
  if (control.kind === 'day') return 'numeric';
  if (control.kind !== 'text') return 'text';
  if (control.keyboard === 'digits') return 'numeric';
  return control.keyboard === 'tel' || control.keyboard === 'email' ? control.keyboard : 'text';
};

const hintKeyOf = (control: LineControlProps['control']) => {
  if (control.kind === 'instant') return 'paper.instant.hint';
  if (control.kind !== 'day') return undefined;
  return control.partial ? 'paper.partial-day.hint' : 'paper.day.hint';
};

/**
 * One line of typing. Uncontrolled: rewriting a value while Telex composes doubles letters
 * (facebook/react #3926), so nothing here is masked, trimmed or upper-cased; CSS shows capitals.
 */
export const LineControl = ({ id, control, value, describedBy, onAnswer }: LineControlProps) => {
  const say = useWords();
  const shared = {
    id,
    defaultValue: value,
    'aria-describedby': describedBy,
    autoComplete: 'off',
    spellCheck: false,
    enterKeyHint: 'next',
    lang: 'vi',
  } as const;
  if (control.kind === 'long-text') {
    return (
      <textarea
        {...shared}
        rows={2}
        className={styles.area}
        onInput={(event) => onAnswer(event.currentTarget.value)}
      />
    );
  }
  const hintKey = hintKeyOf(control);
  const capitals = control.kind === 'text' && control.keyboard === 'capitals';
  return (
    <input
      {...shared}
      type="text"
      inputMode={inputModeOf(control)}
      autoCapitalize={capitals ? 'characters' : 'words'}
      className={`${styles.line} ${capitals ? styles.capitals : ''} numbers`}
      placeholder={hintKey && say(hintKey)}
      onInput={(event) => onAnswer(event.currentTarget.value)}
    />
  );
};
