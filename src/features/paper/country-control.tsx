import { useContext, useMemo } from 'react';
import { LanguageContext } from '../../i18n/use-words.ts';
import styles from './field-row.module.css';

type CountryControlProps = {
  id: string;
  value: string;
  describedBy: string;
  onAnswer: (value: string) => void;
};

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
/** Regions that ISO 3166-1 reserves for no country, though browsers can name them. */
const notCountries = new Set(['EU', 'EZ', 'UN', 'XA', 'XB', 'ZZ', 'QO']);

const countriesIn = (language: string): { code: string; name: string }[] => {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !notCountries.has(code))
    .map((code) => ({ code, name: names.of(code) ?? '' }))
    .filter(({ name }) => name !== '')
    .toSorted((left, right) => left.name.localeCompare(right.name, language));
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
