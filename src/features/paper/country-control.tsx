import { useContext, useMemo } from 'react';
import { countriesIn } from '../../i18n/countries.ts';
import { LanguageContext } from '../../i18n/use-words.ts';
import styles from './field-row.module.css';

type CountryControlProps = {
  id: string;
  value: string;
  describedBy: string;
  onAnswer: (value: string) => void;
};

/** Nationality; Vietnam stands first. */
export const CountryControl = ({ id, value, describedBy, onAnswer }: CountryControlProps) => {
  const language = useContext(LanguageContext);
  const countries = useMemo(() => countriesIn(language), [language]);
  const vietnam = countries.find(({ code }) => code === 'VN');
  return (
    <select
      id={id}
      className={styles.line}
      defaultValue={value}
      aria-describedby={describedBy}
      onChange={(event) => onAnswer(event.target.value)}
    >
      <option value="" />
      {vietnam && <option value="VN">{vietnam.name}</option>}
      {countries
        .filter(({ code }) => code !== 'VN')
        .map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
    </select>
  );
};
