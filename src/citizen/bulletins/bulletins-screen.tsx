/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { formatMoment } from '../../i18n/format.ts';
import { bulletinWords } from './bulletin-words.ts';
import { askBulletins, inForce, readKept } from './kept-bulletins.ts';

const askEveryMs = 60_000;

/** What the city tells its people, the urgent first; without a line, what was read last and when. */
export const BulletinsScreen = () => {
  const say = bulletinWords.useSay();
  const [kept, setKept] = useState(readKept);
  const [isSilent, setIsSilent] = useState(false);
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    let isGone = false;
    const ask = async () => {
      const answer = await askBulletins(() => Date.now());
      if (isGone) return;
      if (answer !== null) setKept(answer);
      setIsSilent(answer === null);
      setNowMs(Date.now());
    };
    const look = () => {
      if (!document.hidden) void ask();
    };
    look();
    const timer = setInterval(look, askEveryMs);
    document.addEventListener('visibilitychange', look);
    addEventListener('online', look);
    return () => {
      isGone = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      removeEventListener('online', look);
    };
  }, []);
  const shown = kept === null ? [] : inForce(kept, nowMs);
  return (
    <>
      <h1>{say('citizen-bulletins.heading')}</h1>
      {isSilent && (
        <p class="note warning" role="status">
          {kept === null
            ? say('citizen-bulletins.no-line')
            : say('citizen-bulletins.old', { time: formatMoment(kept.readAtMs, nowMs) })}
        </p>
      )}
      {kept === null && !isSilent && <p class="lead">{say('citizen-bulletins.asking')}</p>}
      {kept !== null && shown.length === 0 && <p class="lead">{say('citizen-bulletins.none')}</p>}
      {shown.map(({ bulletinId, title, text, isUrgent, publishedAtMs, validUntilMs }) => (
        <article key={bulletinId} class={isUrgent ? 'note bulletin urgent' : 'note bulletin'}>
          {isUrgent && <p class="kind">{say('citizen-bulletins.urgent')}</p>}
          <h2>{title}</h2>
          <p class="text">{text}</p>
          <p class="when">
            {say('citizen-bulletins.when', {
              from: formatMoment(publishedAtMs, nowMs),
              until: formatMoment(validUntilMs, nowMs),
            })}
          </p>
        </article>
      ))}
      <p class="lead">{say('citizen-bulletins.ask')}</p>
    </>
  );
};
