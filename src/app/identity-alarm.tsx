import { useEffect } from 'react';
import { Link } from 'wouter';
import { confirmUnmatched } from '../actions/confirm-unmatched.ts';
import { IdentityWords } from '../features/identity-words.tsx';
import { recordPath } from '../features/paths.ts';
import { useServices } from '../features/services.ts';
import { useLiveQuery } from '../features/use-live-query.ts';
import { formatMoment } from '../i18n/format.ts';
import { useWords } from '../i18n/use-words.ts';
import { playSignal } from '../platform/lane-signals.ts';
import { readUnmatched } from '../store/read-identity.ts';
import { readSetting } from '../store/settings.ts';
import { Button } from '../ui/button.tsx';
import { Note } from '../ui/note.tsx';
import { useNow } from '../ui/use-now.ts';
import { useAskKept } from './use-ask-kept.ts';
import styles from './alarm-line.module.css';

/** Somebody recorded less long ago may still be at the post. */
const atPostMs = 10 * 60_000;
/** In rain and traffic once is not enough. */
const ringAgainMs = 15_000;
/** Above the work of a phone there is room for so many; the next comes when this was seen. */
const shown = 1;

/** Rings when somebody who may still be at the post does not match the registry, until it was seen. */
export const IdentityAlarm = () => {
  const say = useWords();
  const { tablet } = useServices();
  const { db, clock } = tablet;
  const nowMs = useNow(ringAgainMs);
  useAskKept(nowMs);
  const found = useLiveQuery(
    db,
    (live) => readUnmatched(live, clock.wallMs() - atPostMs),
    // Read again as time goes by, too: who has gone is no longer rung for.
    [clock, nowMs],
  );
  const isSilent = useLiveQuery(
    db,
    async (live) => (await readSetting(live, 'sound')) === 'off',
    [],
    true,
  );
  const whom = (found ?? []).map(({ declarationId }) => declarationId).join(' ');
  useEffect(() => {
    if (whom !== '' && !isSilent) playSignal('stop');
  }, [whom, isSilent, nowMs]);
  return found?.slice(0, shown).map(({ recordId, declarationId, fullName, wallMs, answer }) => (
    <Note key={declarationId} tone="alert">
      <div className={styles.alarm} data-testid="identity-alarm">
        <p className={styles.who}>
          <strong className={styles.name}>{fullName}</strong>{' '}
          <span className="numbers">{formatMoment(wallMs, nowMs)}</span>
          <br />
          <IdentityWords answer={answer} />
          {found.length > shown && (
            <> {say('identity.alarm.more', { count: found.length - shown })}</>
          )}
        </p>
        <Link href={recordPath(recordId)} className={styles.open ?? ''}>
          {say('identity.alarm.open')}
        </Link>
        <Button onClick={() => void confirmUnmatched(tablet, declarationId)}>
          {say('identity.alarm.seen')}
        </Button>
      </div>
    </Note>
  ));
};
