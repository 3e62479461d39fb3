import { Check, Megaphone } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PublishedBulletin } from '#domain/bulletin/bulletin.ts';
import { formatMoment } from '../i18n/format.ts';
import { useWords } from '../i18n/use-words.ts';
import styles from './bulletin-card.module.css';

/** A bulletin as an officer sees it, whole. */
export const BulletinCard = ({
  bulletin,
  nowMs,
  isAcknowledged = false,
  children,
}: {
  bulletin: Pick<
    PublishedBulletin,
    'title' | 'text' | 'isUrgent' | 'publishedAtMs' | 'validUntilMs'
  >;
  nowMs: number;
  isAcknowledged?: boolean;
  /** What can be done with it. */
  children?: ReactNode;
}) => {
  const say = useWords();
  const { title, text, isUrgent, publishedAtMs, validUntilMs } = bulletin;
  return (
    <article className={`${styles.card} ${isUrgent ? styles.urgent : ''}`}>
      {isUrgent && (
        <p className={styles.kind}>
          <Megaphone size={22} aria-hidden="true" /> {say('bulletin.urgent')}
        </p>
      )}
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.text}>{text}</p>
      <p className={`${styles.when} numbers`}>
        {say('bulletin.when', {
          from: formatMoment(publishedAtMs, nowMs),
          until: formatMoment(validUntilMs, nowMs),
        })}
      </p>
      {isAcknowledged && (
        <p className={styles.done}>
          <Check size={22} aria-hidden="true" /> {say('bulletin.acknowledged')}
        </p>
      )}
      {children}
    </article>
  );
};
