import { useState } from 'react';
import type { BulletinStep } from '#domain/bulletin/bulletin-step.ts';
import type { Unit } from '#domain/unit/unit.ts';
import type { DeskBulletin as Written } from '#protocol/bulletins.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { BulletinCard } from '../bulletin-card.tsx';
import { aimWords } from './aim-words.ts';
import styles from './bulletin-desk.module.css';
import figureStyles from './bulletin-figures.module.css';
import { SendingPart } from './sending-part.tsx';
import { ReachTable } from './reach-table.tsx';

const steps = ['written', 'submitted', 'returned', 'published', 'withdrawn', 'discarded'] as const;

type Props = {
  written: Written;
  names: Readonly<Record<string, string>>;
  units: readonly Unit[];
  officerId: string;
  nowMs: number;
  busy: boolean;
  /** Null: there is no service to send messages. */
  subscribers: number | null;
  onSend: () => void;
  onStep: (step: BulletinStep) => void;
  onTakeUp: () => void;
};

/** One bulletin on the desk: as it reads, what became of it, whom it reached, and what may be done next. */
export const DeskBulletin = ({
  written,
  names,
  units,
  officerId,
  nowMs,
  busy,
  subscribers,
  onSend,
  onStep,
  onTakeUp,
}: Props) => {
  const say = useWords();
  const [asks, setAsks] = useState<'returned' | 'withdrawn' | null>(null);
  const [reason, setReason] = useState('');
  const [isWide, setIsWide] = useState(false);
  const { bulletinId, state, bulletin, writers, lines, totals, publishedAtMs } = written;
  const isOver = state === 'published' && bulletin.validUntilMs <= nowMs;
  const isOwn = writers.includes(officerId);
  const nameOf = (id: string) => names[id] ?? id;
  const stepName = (step: string) => {
    const known = steps.find((one) => one === step);
    return known === undefined ? step : say(`bulletin-desk.step.${known}`);
  };
  const figures = totals && [
    { key: 'reached' as const, count: totals.reached, of: totals.tablets },
    { key: 'read' as const, count: totals.read, of: totals.officers },
    { key: 'acknowledged' as const, count: totals.acknowledged, of: totals.officers },
  ];
  return (
    <li className={styles.entry} data-testid="desk-bulletin">
      <p className={styles.head}>
        <strong className={styles[isOver ? 'over' : state]}>
          {say(`bulletin-desk.state.${isOver ? 'over' : state}`)}
        </strong>
        <span>{aimWords(say, bulletin.aim, units)}</span>
      </p>
      <BulletinCard
        bulletin={{ ...bulletin, publishedAtMs: publishedAtMs ?? nowMs }}
        nowMs={nowMs}
      />
      <ol className={`${styles.lines} numbers`}>
        {lines.map(({ step, atMs, officerId: by, reason: why }) => (
          <li key={`${step} ${atMs}`}>
            {formatMoment(atMs, nowMs)} · {stepName(step)} · {nameOf(by)}
            {why !== null && ` · ${why}`}
          </li>
        ))}
      </ol>
      {figures && (
        <dl className={`${figureStyles.figures} numbers`}>
          {figures.map(({ key, count, of }) => (
            <div key={key}>
              <dt>{say(`bulletin-desk.${key}`)}</dt>
              <dd>{say('bulletin-desk.of', { count, of })}</dd>
            </div>
          ))}
        </dl>
      )}
      {asks === null ? (
        <div className={styles.do}>
          {state === 'draft' && (
            <>
              <Button tone="action" disabled={busy} onClick={onTakeUp}>
                {say('bulletin-desk.take-up')}
              </Button>
              <Button disabled={busy} onClick={() => onStep({ step: 'submitted' })}>
                {say('bulletin-desk.submit')}
              </Button>
              <Button tone="quiet" disabled={busy} onClick={() => onStep({ step: 'discarded' })}>
                {say('bulletin-desk.discard')}
              </Button>
            </>
          )}
          {state === 'review' && (
            <>
              {isOwn ? (
                <p className={styles.soft}>{say('bulletin-desk.own')}</p>
              ) : (
                <Button
                  tone="action"
                  size="lane"
                  disabled={busy}
                  onClick={() => onStep({ step: 'published' })}
                >
                  {say('bulletin-desk.publish')}
                </Button>
              )}
              <Button disabled={busy} onClick={() => setAsks('returned')}>
                {say('bulletin-desk.return')}
              </Button>
            </>
          )}
          {state === 'published' && !isOver && (
            <Button tone="alert" disabled={busy} onClick={() => setAsks('withdrawn')}>
              {say('bulletin-desk.withdraw')}
            </Button>
          )}
          {totals !== null && (
            <Button tone="quiet" aria-expanded={isWide} onClick={() => setIsWide(!isWide)}>
              {say('bulletin-desk.detail')}
            </Button>
          )}
        </div>
      ) : (
        <form
          className={styles.do}
          onSubmit={(event) => {
            event.preventDefault();
            onStep({ step: asks, reason: reason.trim() });
            setAsks(null);
          }}
        >
          <label className={styles.field}>
            {say('bulletin-desk.reason')}
            <input
              value={reason}
              maxLength={300}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
            />
          </label>
          <Button type="submit" tone="alert" disabled={busy || reason.trim() === ''}>
            {say(asks === 'returned' ? 'bulletin-desk.return' : 'bulletin-desk.withdraw')}
          </Button>
          <Button tone="quiet" onClick={() => setAsks(null)}>
            {say('bulletin.close')}
          </Button>
        </form>
      )}
      {(subscribers !== null || written.sending !== null) && (
        <SendingPart
          written={written}
          isOver={isOver}
          subscribers={subscribers}
          busy={busy}
          onSend={onSend}
        />
      )}
      {isWide && <ReachTable bulletinId={bulletinId} totals={totals} units={units} />}
    </li>
  );
};
