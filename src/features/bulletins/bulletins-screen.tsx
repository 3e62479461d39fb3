import { ChevronRight, Megaphone } from 'lucide-react';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readBulletins, type HeldBulletin } from '../../store/bulletins.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useNow } from '../../ui/use-now.ts';
import { BulletinCard } from '../bulletin-card.tsx';
import { bulletinPath, paths } from '../paths.ts';
import { useServices, useSession } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { useReceiveBulletin } from '../use-receive-bulletin.ts';
import styles from './bulletins-screen.module.css';

/** What the city tells the officer who is signed in; one of them open, the others a tap away. */
export const BulletinsScreen = ({ openId }: { openId?: string }) => {
  const say = useWords();
  const { db } = useServices().tablet;
  const session = useSession();
  const nowMs = useNow(15_000);
  const { trouble, receive } = useReceiveBulletin();
  const held = useLiveQuery(db, (live) => readBulletins(live, session, nowMs), [session, nowMs]);
  const open = held?.find(({ bulletinId }) => bulletinId === openId);
  const unreadId = open?.isRead === false ? open.bulletinId : null;
  useEffect(() => {
    if (unreadId !== null) void receive(unreadId, 'read');
  }, [unreadId, receive]);
  if (held === undefined) return null;
  return (
    <section className={styles.bulletins}>
      <h1>{say('bulletin.title')}</h1>
      {trouble !== null && <Note tone="alert">{say(trouble)}</Note>}
      {openId !== undefined && open === undefined && <Note>{say('bulletin.gone')}</Note>}
      {held.length === 0 && <p>{say('bulletin.none')}</p>}
      <ul className={styles.list} aria-label={say('bulletin.title')}>
        {held.map((one) =>
          one === open ? (
            <li key={one.bulletinId}>
              <BulletinCard bulletin={one} nowMs={nowMs} isAcknowledged={one.isAcknowledged}>
                {!one.isAcknowledged && (
                  <Button
                    tone="action"
                    size="lane"
                    onClick={() => void receive(one.bulletinId, 'acknowledged')}
                  >
                    {say('bulletin.acknowledge')}
                  </Button>
                )}
                <Link href={paths.bulletins} className={styles.close ?? ''}>
                  {say('bulletin.close')}
                </Link>
              </BulletinCard>
            </li>
          ) : (
            <li key={one.bulletinId}>
              <BulletinLine bulletin={one} nowMs={nowMs} />
            </li>
          ),
        )}
      </ul>
    </section>
  );
};

const BulletinLine = ({ bulletin, nowMs }: { bulletin: HeldBulletin; nowMs: number }) => {
  const say = useWords();
  const { bulletinId, title, isUrgent, publishedAtMs, isRead, isAcknowledged } = bulletin;
  const state = isAcknowledged ? 'acknowledged' : isRead ? 'read' : 'new';
  return (
    <Link
      href={bulletinPath(bulletinId)}
      className={`${styles.line} ${isUrgent ? styles.urgent : ''} ${isRead ? '' : styles.unread}`}
    >
      {isUrgent && <Megaphone size={24} aria-label={say('bulletin.urgent')} />}
      <span className={styles.name}>{title}</span>
      <span className={`${styles.state} numbers`}>
        {say(`bulletin.state.${state}`)} · {formatMoment(publishedAtMs, nowMs)}
      </span>
      <ChevronRight size={24} aria-hidden="true" />
    </Link>
  );
};
