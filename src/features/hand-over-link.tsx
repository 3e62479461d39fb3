import { HandHelping, PackageOpen } from 'lucide-react';
import { Link } from 'wouter';
import { useWords } from '../i18n/use-words.ts';
import { countUndelivered } from '../store/parcels.ts';
import styles from './hand-over-link.module.css';
import { paths } from './paths.ts';
import { useServices } from './services.ts';
import { useLiveQuery } from './use-live-query.ts';

/** To what this tablet gives into other hands, where there is no network; also for whoever knows no PIN. */
export const HandOverLink = () => {
  const say = useWords();
  return (
    <Link href={paths.handOver} className={styles.link ?? ''}>
      <HandHelping size={22} aria-hidden="true" /> {say('handover.title')}
    </Link>
  );
};

/** To what it takes from others. */
export const TakeCustodyLink = () => {
  const say = useWords();
  const { tablet } = useServices();
  const count = useLiveQuery(tablet.db, (live) => countUndelivered(live), [], 0);
  return (
    <Link href={paths.takeCustody} className={styles.link ?? ''}>
      <PackageOpen size={22} aria-hidden="true" /> {say('handover.take.title')}
      {count > 0 && <strong>{say('handover.take.waiting', { count })}</strong>}
    </Link>
  );
};
