import { ArrowLeft, Printer } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { useWords } from '../../i18n/use-words.ts';
import { readDevice } from '../../store/read-device.ts';
import { readUnit } from '../../store/read-units.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { OnPaper } from '../../ui/on-paper.tsx';
import { paths } from '../paths.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { PrintedPoster } from './printed-poster.tsx';
import styles from './poster.module.css';

/** Addresses that no telephone can open. */
const isLocal = ({ hostname }: URL): boolean =>
  /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

/** The poster of the own unit: how it will look, and its print. */
export const PosterScreen = () => {
  const say = useWords();
  const { db } = useServices().tablet;
  const [asked, setAsked] = useState(0);
  const here = useLiveQuery(db, async (live) => {
    const device = await readDevice(live);
    if (device === null) return null;
    const unit = await readUnit(live, device.unitId);
    const server = new URL(device.serverUrl || location.origin, location.origin);
    return { unitId: device.unitId, unit, server };
  });
  useEffect(() => {
    // As for pads: the page must be there, with its letters, before the printer looks.
    if (asked > 0) void document.fonts.ready.then(() => window.print());
  }, [asked]);
  if (!here) return null;
  const { unitId, unit, server } = here;
  const poster = (
    <PrintedPoster
      unitId={unitId}
      unitName={unit?.name ?? unitId}
      district={unit?.district ?? ''}
      origin={server.origin}
    />
  );
  return (
    <section className={styles.screen}>
      <Link href={paths.pads} className={styles.back ?? ''}>
        <ArrowLeft size={20} aria-hidden="true" /> {say('pads.back')}
      </Link>
      <header className={styles.head}>
        <div>
          <h1>{say('poster.title')}</h1>
          <p>{say('poster.text')}</p>
        </div>
        <Button tone="action" size="lane" onClick={() => setAsked(asked + 1)}>
          <Printer size={24} aria-hidden="true" /> {say('poster.print')}
        </Button>
      </header>
      <p>{say('poster.print.text')}</p>
      {isLocal(server) && <Note tone="warn">{say('poster.local', { host: server.host })}</Note>}
      <div className={styles.preview}>
        <div>{poster}</div>
      </div>
      {asked > 0 && <OnPaper testId="printed-poster">{poster}</OnPaper>}
    </section>
  );
};
