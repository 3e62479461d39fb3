import { Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Link } from 'wouter';
import { may } from '#domain/officer/permissions.ts';
import { useWords } from '../../i18n/use-words.ts';
import { listRecords } from '../../store/list-records.ts';
import { searchRecords } from '../../store/search-records.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/use-now.ts';
import { paths } from '../paths.ts';
import { useServices, useSession } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { RecordRow } from './record-row.tsx';
import styles from './list-screen.module.css';

const pageSize = 50;

/** What this tablet holds, newest first; found by number, name, plate or telephone. */
export const ListScreen = () => {
  const say = useWords();
  const { tablet } = useServices();
  const { role } = useSession();
  const nowMs = useNow(60_000);
  const [typed, setTyped] = useState('');
  const [pages, setPages] = useState(1);
  const query = useDeferredValue(typed.trim());
  const rows = useLiveQuery(
    tablet.db,
    async (live) => ({
      query,
      found:
        query === ''
          ? await listRecords(live, { limit: pageSize * pages })
          : await searchRecords(live, query, pageSize),
    }),
    [query, pages],
  );

  return (
    <section className={styles.list}>
      <h1 className="visually-hidden">{say('list.title')}</h1>
      <label className={styles.search}>
        <Search aria-hidden="true" />
        <span className="visually-hidden">{say('list.search')}</span>
        <input
          type="search"
          lang="vi"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
          placeholder={say('list.search')}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      {may(role, 'look-up') && (
        <Link href={paths.lookUp} className={styles.lookUp ?? ''}>
          {say('look-up.title')}
        </Link>
      )}
      {rows?.found.length === 0 && (
        <p className={styles.empty}>
          {rows.query === '' ? say('list.empty') : say('list.nothing', { query: rows.query })}
        </p>
      )}
      <ul className={styles.rows} data-testid="records">
        {rows?.found.map((row) => (
          <RecordRow key={row.recordId} row={row} nowMs={nowMs} />
        ))}
      </ul>
      {query === '' && rows && rows.found.length === pageSize * pages && (
        <Button onClick={() => setPages(pages + 1)}>{say('list.more')}</Button>
      )}
    </section>
  );
};
