/** @jsxImportSource preact */

type ChoicesProps = {
  name: string;
  answers: readonly { readonly value: string; readonly words: string }[];
  isMany: boolean;
  isInARow: boolean;
  chosen: readonly string[];
  describedBy: string;
  onChoose: (chosen: readonly string[]) => void;
};

/** A few large answers, none of them chosen beforehand. */
export const Choices = (props: ChoicesProps) => {
  const { name, answers, isMany, isInARow, chosen, describedBy, onChoose } = props;
  const toggle = (answer: string, isOn: boolean) => {
    if (!isMany) onChoose([answer]);
    else onChoose(isOn ? [...chosen, answer] : chosen.filter((one) => one !== answer));
  };
  return (
    <div class={isInARow ? 'choices in-a-row' : answers.length > 4 ? 'choices in-two' : 'choices'}>
      {answers.map(({ value, words }) => (
        <label key={value} class="choice">
          <input
            type={isMany ? 'checkbox' : 'radio'}
            name={name}
            value={value}
            checked={chosen.includes(value)}
            aria-describedby={describedBy}
            onChange={(event) => toggle(value, event.currentTarget.checked)}
          />
          <span>{words}</span>
        </label>
      ))}
    </div>
  );
};
