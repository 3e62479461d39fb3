/** @jsxImportSource preact */
import { countriesIn } from '../../i18n/countries.ts';
import type { Language } from '../../i18n/language.ts';
import { declareWords } from './declare-words.ts';

type CountryChoiceProps = {
  id: string;
  value: string;
  describedBy: string;
  onAnswer: (value: string) => void;
};

/** Nationality; nothing is chosen beforehand. */
export const CountryChoice = ({ id, value, describedBy, onAnswer }: CountryChoiceProps) => {
  const say = declareWords.useSay();
  const language: Language = document.documentElement.lang === 'en' ? 'en' : 'vi';
  const countries = countriesIn(language);
  return (
    <select
      id={id}
      class="line"
      value={value}
      aria-describedby={describedBy}
      onChange={(event) => onAnswer(event.currentTarget.value)}
    >
      <option value="">{say('citizen.choose')}</option>
      {countries.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </select>
  );
};
