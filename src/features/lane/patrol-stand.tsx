import { MapPin } from 'lucide-react';
import { useRef, useState } from 'react';
import { mintId } from '#domain/core/random.ts';
import type { UnitStand } from '#domain/unit/unit-stand.ts';
import { sayWhere } from '../../actions/say-where.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { readOwnPosition } from '../../platform/own-position.ts';
import { readSetting } from '../../store/settings.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import styles from './patrol-stand.module.css';

/** On a patrol's tablet: says where it stands, measured or in words, with or without a network. */
export const PatrolStand = ({ nowMs }: { nowMs: number }) => {
  const say = useWords();
  const { tablet } = useServices();
  const stood = useLiveQuery(tablet.db, (live) => readSetting(live, 'stood'));
  const [isOpen, setIsOpen] = useState(false);
  const [place, setPlace] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const standId = useRef<string | null>(null);

  const keep = async (stand: UnitStand): Promise<void> => {
    standId.current ??= mintId(tablet.clock, tablet.random);
    const kept = await sayWhere(tablet, standId.current, stand);
    if (!kept.ok) {
      setTrouble(say(kept.error.code, kept.error.params));
      return;
    }
    standId.current = null;
    setTrouble(null);
    setPlace('');
    setIsOpen(false);
  };
  const run = async (work: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    await work();
    setBusy(false);
  };
  const words = place.trim();
  const measure = () =>
    void run(async () => {
      const measured = await readOwnPosition();
      if (typeof measured === 'string') setTrouble(say(measured));
      else await keep({ ...measured, ...(words !== '' && { place: words }) });
    });

  return (
    <section className={styles.stand} aria-label={say('stand.title')}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={isOpen}
        onClick={() => setIsOpen((before) => !before)}
      >
        <MapPin size={24} aria-hidden="true" />
        <strong>{say('stand.title')}</strong>
        <span className="numbers">
          {stood
            ? say('stand.said', { time: formatMoment(stood.atMs, nowMs) })
            : say('stand.never')}
        </span>
      </button>
      {isOpen && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            void run(() => keep({ place: words }));
          }}
        >
          <Button tone="action" size="lane" disabled={busy} onClick={measure}>
            {say(busy ? 'stand.measuring' : 'stand.measure')}
          </Button>
          <label>
            {say('stand.place')}
            <input
              value={place}
              maxLength={160}
              autoComplete="off"
              placeholder={say('stand.place.example')}
              onChange={(event) => {
                standId.current = null;
                setPlace(event.currentTarget.value);
              }}
            />
          </label>
          <Button type="submit" size="lane" disabled={busy || words === ''}>
            {say('stand.say')}
          </Button>
          {trouble !== null && <Note tone="alert">{trouble}</Note>}
        </form>
      )}
    </section>
  );
};
