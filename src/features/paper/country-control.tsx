import { useContext, useState } from 'react';
import { countriesIn } from '../../i18n/countries.ts';
import { LanguageContext } from '../../i18n/use-words.ts';
import styles from './field-row.module.css';

type CountryControlProps = {
  id: string;
  value: string;
  describedBy: string;
  onAnswer: (value: string) => void;
};

/**
 * Nationality; Vietnam stands first. The others come when somebody turns to it: two hundred and fifty lines took the page
 * they stand on twice as long to appear, and nearly everybody passes them.
 */
export const CountryControl = ({ id, value, describedBy, onAnswer }: CountryControlProps) => {
  const [isWhole, setWhole] = useState(false);
  const countries = countriesIn(useContext(LanguageContext));
  const vietnam = countries.find(({ code }) => code === 'VN');
  // Before the keys or the tap that open it do.
  const fill = () => setWhole(true);
  return (
    <select
      id={id}
      className={styles.line}
      value={value}
      aria-describedby={describedBy}
      onFocus={fill}
      onPointerDown={fill}
      onChange={(event) => onAnswer(event.target.value)}
    >
      <option value="" />
      {vietnam && <option value="VN">{vietnam.name}</option>}
      {countries
        .filter(({ code }) => code !== 'VN' && (isWhole || code === value))
        .map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
    </select>
  );
};
