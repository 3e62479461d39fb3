import { formatPartialDay } from '#domain/identity/partial-day.ts';
import { formatPhone } from '#domain/identity/phone.ts';
import { formatPlate } from '#domain/identity/plate.ts';
import { formatAddress } from '#domain/places/format-address.ts';
import type { PersonSearchResponse } from '#protocol/persons.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useNow } from '../../ui/use-now.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import { usePlaces } from '../use-places.ts';
import styles from './look-up-screen.module.css';

type FoundPersonProps = {
  person: PersonSearchResponse['found'][number];
  /** The unit's name. */
  unit: string;
};

/** One crossing that the server found: who, where and when, and of their health what the role may see. */
export const FoundPerson = ({ person, unit }: FoundPersonProps) => {
  const say = useWords();
  const places = usePlaces();
  const nowMs = useNow(60_000);
  const { declaration, crossing, atMs, isVoid } = person;
  const verdict = crossing['check.verdict'];
  const symptoms = declaration['epi.symptoms'] ?? [];
  const temperature = crossing['check.temperature'];
  const trip = [declaration['move.from'], declaration['move.to']]
    .flatMap((address) => (address === undefined ? [] : [formatAddress(places, address)]))
    .join(' → ');
  const health = [
    ...symptoms.map((symptom) => say(`answer.symptom.${symptom}`)),
    temperature !== undefined && `${String(temperature).replace('.', ',')} °C`,
  ].filter(Boolean);
  return (
    <li>
      <strong className={`${styles.name} ${isVoid ? styles.voided : ''}`}>
        {verdict && <VerdictSign shape={verdict} size={28} />} {declaration.fullName}
      </strong>
      <span className="numbers">
        {[
          formatMoment(atMs, nowMs),
          unit,
          declaration.dob && formatPartialDay(declaration.dob),
          declaration.docNumber,
          declaration.phone && formatPhone(declaration.phone),
          declaration['move.plate'] && formatPlate(declaration['move.plate']),
          isVoid && say('record.voided.word'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span className={styles.soft}>{trip}</span>
      {health.length > 0 && <span>{health.join(', ')}</span>}
    </li>
  );
};
