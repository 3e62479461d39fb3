import { Scale } from 'lucide-react';
import { Link } from 'wouter';
import { isOpen } from '#domain/settle/lay-out-desk.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readDesk } from '../../store/read-desk.ts';
import { paths } from '../paths.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';

/** How much waits to be settled of what this tablet holds, and the way there. */
export const SettleLink = () => {
  const say = useWords();
  const { tablet } = useServices();
  const desk = useLiveQuery(tablet.db, (live) => readDesk(live));
  if (!desk) return null;
  const conflicts = desk.conflicts.length;
  const pairs = desk.pairs.filter(isOpen).length;
  return (
    <Link href={paths.settle} className="numbers">
      <Scale size={22} aria-hidden="true" />{' '}
      {conflicts + pairs === 0 ? say('settle.link.none') : say('settle.link', { conflicts, pairs })}
    </Link>
  );
};
