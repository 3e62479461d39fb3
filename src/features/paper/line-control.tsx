import type { Control } from '#domain/declaration/form.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './field-row.module.css';

type LineControlProps = {
  id: string;
  control: Extract<Control, { kind: 'text' | 'long-text' | 'number' | 'day' | 'instant' }>;
  value: string;
  digits: boolean;
  describedBy: string;
  onType: (text: string) => void;
};

const inputModeOf = (control: LineControlProps['control']) => {
  if (control.kind === 'number') return control.decimals > 0 ? 'decimal' : 'numeric';
  if (control.kind === 'day') return 'numeric';
  if (control.kind !== 'text') return 'text';
  if (control.keyboard === 'digits') return 'numeric';
  return control.keyboard === 'tel' || control.keyboard === 'email' ? control.keyboard : 'text';
};

const capitalsOf = (control: LineControlProps['control']) => {
  if (control.kind !== 'text') return 'words';
  if (control.keyboard === 'email') return 'none';
  return control.keyboard === 'capitals' ? 'characters' : 'words';
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
export const LineControl = ({
  id,
  control,
  value,
  digits,
  describedBy,
  onType,
}: LineControlProps) => {
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
        onInput={(event) => onType(event.currentTarget.value)}
      />
    );
  }
  const hintKey = hintKeyOf(control);
  const capitals = control.kind === 'text' && control.keyboard === 'capitals';
  return (
    <input
      {...shared}
      type="text"
      inputMode={digits ? 'numeric' : inputModeOf(control)}
      autoCapitalize={capitalsOf(control)}
      className={`${styles.line} ${capitals ? styles.capitals : ''} numbers`}
      placeholder={hintKey && say(hintKey)}
      onInput={(event) => onType(event.currentTarget.value)}
    />
  );
};
