import { Phone } from 'lucide-react';
import { formatPartialDay } from '#domain/identity/partial-day.ts';
import { formatPhone } from '#domain/identity/phone.ts';
import { formatPlate } from '#domain/identity/plate.ts';
import { formatAddress } from '#domain/places/format-address.ts';
import type { ContactCard } from '#protocol/tracing.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useNow } from '../../ui/use-now.ts';
import { usePlaces } from '../use-places.ts';
import { closenessWords, momentWords } from './meeting-words.ts';
import styles from './contact-list.module.css';
import frame from './trace-screen.module.css';

type ContactItemProps = {
  contact: ContactCard;
  nameOf: (unitId: string) => string;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
};

/** One contact: how close, who, where and when, and how to reach them. */
export const ContactItem = ({ contact, nameOf, isChosen, onChoose }: ContactItemProps) => {
  const say = useWords();
  const places = usePlaces();
  const nowMs = useNow(60_000);
  const { declaration, meetings, isReferred, isWatched } = contact;
  const [closest] = meetings;
  if (closest === undefined) return null;
  const { phone, dob, docNumber, 'move.plate': plate, 'addr.staying': staying } = declaration;
  const name = declaration.fullName ?? say('trace.person.missing');
  const met = new Set(meetings.map(({ recordId }) => recordId)).size;
  return (
    <li className={`${styles.contact} ${styles[`close-${closest.closeness}`] ?? ''}`}>
      <label className={styles.choose}>
        <input
          type="checkbox"
          checked={isChosen}
          aria-label={say('trace.choose', { name })}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      </label>
      <div className={styles.about}>
        <h3>{name}</h3>
        <p className={styles.reason}>
          {closenessWords(say, closest)}
          {met > 1 && ` · ${say('trace.times', { count: met })}`}
        </p>
        <p className="numbers">
          {[
            momentWords(say, closest, nowMs),
            nameOf(closest.unitId),
            dob && formatPartialDay(dob),
            docNumber,
            plate && formatPlate(plate),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {staying && <p className={frame.soft}>{formatAddress(places, staying)}</p>}
      </div>
      <div className={styles.reach}>
        {phone !== undefined && (
          <a href={`tel:${phone}`} className={styles.call}>
            <Phone size={20} aria-hidden="true" />
            {formatPhone(phone)}
          </a>
        )}
        {isReferred && <span className={styles.badge}>✚ {say('trace.referred')}</span>}
        {isWatched && <span className={styles.badge}>✋ {say('trace.watched')}</span>}
      </div>
    </li>
  );
};
