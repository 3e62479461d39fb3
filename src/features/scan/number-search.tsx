import { useDeferredValue, useState } from 'react';
import { Link } from 'wouter';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { searchRecords } from '../../store/search-records.ts';
import { useNow } from '../../ui/use-now.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import { recordPath } from '../paths.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { useWatchRing } from '../use-watch-ring.ts';
import { useWatchlist } from '../use-watchlist.ts';
import { WatchedNote } from '../watched-note.tsx';
import styles from './scan-screen.module.css';

const mostShown = 5;
/** Fewer characters name half of everybody. */
const shortest = 3;

/** Where there is no code: a number, a plate or a name, found as it is typed among what this tablet holds. */
export const NumberSearch = ({ onType }: { onType: (typed: string) => void }) => {
  const say = useWords();
  const { db } = useServices().tablet;
  const nowMs = useNow(60_000);
  const [typed, setTyped] = useState('');
  const query = useDeferredValue(typed.trim());
  const watched = useWatchlist()(
    /\d/.test(query) ? [{ number: query, phone: query, plate: query }] : [],
  );
  useWatchRing(watched);
  const found = useLiveQuery(
    db,
    async (live) => (query.length < shortest ? null : searchRecords(live, query, mostShown)),
    [query],
    null,
  );
  return (
    <div className={styles.search}>
      <label htmlFor="lane-search">{say('lane.search')}</label>
      <input
        id="lane-search"
        lang="vi"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          onType(event.currentTarget.value.trim());
        }}
      />
      <WatchedNote watched={watched} />
      {found?.length === 0 && <p>{say('list.nothing', { query })}</p>}
      <ul aria-label={say('look-up.results')}>
        {found?.map(({ recordId, declaration, crossing, wallMs }) => (
          <li key={recordId}>
            <Link href={recordPath(recordId)}>
              <VerdictSign shape={crossing['check.verdict']} size={28} />
              <strong>{declaration.fullName}</strong>
              <span className="numbers">
                {declaration.docNumber} · {formatMoment(wallMs, nowMs)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
};
