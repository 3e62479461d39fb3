import { useState } from 'react';
import { reachesCitizens } from '#domain/bulletin/aim.ts';
import type { DeskBulletin } from '#protocol/bulletins.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import styles from './bulletin-desk.module.css';
import figureStyles from './bulletin-figures.module.css';

/** A thousand people read better with a point. */
const many = (count: number): string => new Intl.NumberFormat('vi-VN').format(count);

/** Sends a published bulletin to everybody on the list, and says how far that has come. */
export const SendingPart = ({
  written: { state, bulletin, sending },
  isOver,
  subscribers,
  busy,
  onSend,
}: {
  written: DeskBulletin;
  isOver: boolean;
  subscribers: number | null;
  busy: boolean;
  onSend: () => void;
}) => {
  const say = useWords();
  const [asks, setAsks] = useState(false);
  if (sending === null) {
    const maySend = state === 'published' && !isOver && reachesCitizens(bulletin.aim);
    if (!maySend || subscribers === null || subscribers === 0) return null;
    return (
      <div className={styles.do}>
        {asks ? (
          <>
            <Button
              tone="alert"
              size="lane"
              disabled={busy}
              onClick={() => {
                setAsks(false);
                onSend();
              }}
            >
              {say('bulletin-desk.send.sure', { count: many(subscribers) })}
            </Button>
            <Button tone="quiet" size="lane" onClick={() => setAsks(false)}>
              {say('bulletin-desk.send.no')}
            </Button>
          </>
        ) : (
          <Button disabled={busy} onClick={() => setAsks(true)}>
            {say('bulletin-desk.send')}
          </Button>
        )}
      </div>
    );
  }
  const { recipients, accepted, refused, delivered, failed, unknown, dead } = sending;
  const figures = [
    { key: 'accepted' as const, text: `${many(accepted)}/${many(recipients)}` },
    { key: 'delivered' as const, text: many(delivered) },
    { key: 'failed' as const, text: many(failed + refused) },
  ];
  return (
    <section className={figureStyles.reach} data-testid="sending">
      <h3 className={figureStyles.sending}>{say(`bulletin-desk.sending.${sending.state}`)}</h3>
      <progress value={accepted + refused} max={Math.max(1, recipients)} />
      <dl className={`${figureStyles.figures} numbers`}>
        {figures.map(({ key, text }) => (
          <div key={key}>
            <dt>{say(`bulletin-desk.sending.${key}`)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {unknown > 0 && <Note>{say('bulletin-desk.sending.unknown', { count: unknown })}</Note>}
      {dead > 0 && <Note tone="alert">{say('bulletin-desk.sending.dead', { count: dead })}</Note>}
    </section>
  );
};
