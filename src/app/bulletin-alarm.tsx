import { Megaphone } from 'lucide-react';
import { useEffect } from 'react';
import { Link, useRoute } from 'wouter';
import { bulletinPath, paths } from '../features/paths.ts';
import { useReceiveBulletin } from '../features/use-receive-bulletin.ts';
import { useServices } from '../features/services.ts';
import { useLiveQuery } from '../features/use-live-query.ts';
import { formatMoment } from '../i18n/format.ts';
import { useWords } from '../i18n/use-words.ts';
import { playSignal } from '../platform/lane-signals.ts';
import { readBulletins } from '../store/bulletins.ts';
import type { Session } from '../store/setting.ts';
import { readSetting } from '../store/settings.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/use-now.ts';
import styles from './bulletin-alarm.module.css';

/** In rain and traffic once is not enough. */
const ringAgainMs = 15_000;
/** What is not longer is read where it stands; the rest must be opened before anybody can say to know it. */
const shortText = 160;

/** Rings for an urgent bulletin until the officer has acknowledged it by name, above the work and not over it. */
export const BulletinAlarm = ({
  session,
  isLocked = false,
}: {
  session: Session;
  isLocked?: boolean;
}) => {
  const say = useWords();
  const { tablet } = useServices();
  const { db } = tablet;
  const nowMs = useNow(ringAgainMs);
  const { trouble, receive } = useReceiveBulletin();
  const [, opened] = useRoute(paths.bulletin);
  const held = useLiveQuery(
    db,
    (live) => readBulletins(live, session, nowMs),
    [session, nowMs],
    [],
  );
  const isSilent = useLiveQuery(
    db,
    async (live) => (await readSetting(live, 'sound')) === 'off',
    [],
    true,
  );
  const ringing = held.filter(({ isUrgent, isAcknowledged }) => isUrgent && !isAcknowledged);
  const which = ringing.map(({ bulletinId }) => bulletinId).join(' ');
  useEffect(() => {
    if (which !== '' && !isSilent) playSignal('urgent');
  }, [which, isSilent, nowMs]);
  const [first] = ringing;
  // On its own page it stands whole, with its button.
  if (first === undefined || opened?.bulletinId === first.bulletinId) return null;
  const { bulletinId, title, text, publishedAtMs } = first;
  const isShort = text.length <= shortText;
  return (
    <section className={styles.alarm} role="alert" data-testid="bulletin-alarm">
      <Megaphone className={styles.icon ?? ''} size={36} aria-hidden="true" />
      <div className={styles.what}>
        <p className={styles.kind}>
          {say('bulletin.urgent')} ·{' '}
          <span className="numbers">{formatMoment(publishedAtMs, nowMs)}</span>
          {ringing.length > 1 && ` · ${say('bulletin.more', { count: ringing.length - 1 })}`}
        </p>
        <p className={styles.title}>{title}</p>
        {!isLocked && isShort && <p className={styles.text}>{text}</p>}
        {trouble !== null && <p>{say(trouble)}</p>}
      </div>
      {isLocked ? (
        <p className={styles.unlock}>{say('bulletin.unlock')}</p>
      ) : isShort ? (
        <Button size="lane" onClick={() => void receive(bulletinId, 'acknowledged')}>
          {say('bulletin.acknowledge')}
        </Button>
      ) : (
        <Link href={bulletinPath(bulletinId)} className={styles.open ?? ''}>
          {say('bulletin.open')}
        </Link>
      )}
    </section>
  );
};
