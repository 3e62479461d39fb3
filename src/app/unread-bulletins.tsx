import { Newspaper } from 'lucide-react';
import { Link } from 'wouter';
import { paths } from '../features/paths.ts';
import { useServices } from '../features/services.ts';
import { useLiveQuery } from '../features/use-live-query.ts';
import { useWords } from '../i18n/use-words.ts';
import { readBulletins } from '../store/bulletins.ts';
import type { Session } from '../store/setting.ts';
import { useNow } from '../ui/use-now.ts';
import styles from './unread-bulletins.module.css';

const renewMs = 30_000;

/** How many bulletins wait to be read, one tap from them; nothing while there are none. */
export const UnreadBulletins = ({ session }: { session: Session }) => {
  const say = useWords();
  const { db } = useServices().tablet;
  const nowMs = useNow(renewMs);
  const held = useLiveQuery(
    db,
    (live) => readBulletins(live, session, nowMs),
    [session, nowMs],
    [],
  );
  const count = held.filter(({ isRead }) => !isRead).length;
  if (count === 0) return null;
  return (
    <Link
      href={paths.bulletins}
      className={styles.unread ?? ''}
      aria-label={say('bulletin.unread', { count })}
      data-testid="unread-bulletins"
    >
      <Newspaper size={22} aria-hidden="true" />
      <span className={`${styles.words} numbers`}>{say('bulletin.unread', { count })}</span>
      <span className={`${styles.short} numbers`} aria-hidden="true">
        {count}
      </span>
    </Link>
  );
};
