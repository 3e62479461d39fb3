import { formatMoment } from '../../i18n/format.ts';
import { useWords, type Say } from '../../i18n/use-words.ts';
import { saveFile } from '../../platform/save-file.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useNow } from '../../ui/use-now.ts';
import { needsSecondFactor, SecondFactor } from '../second-factor.tsx';
import styles from './audit-screen.module.css';
import { useAudit } from './use-audit.ts';

const deeds = [
  'look-up-by-number',
  'look-up-by-phone',
  'look-up-by-plate',
  'look-up-by-name',
  'device-account',
  'second-factor-reset',
  'sign-in-refused',
] as const;

/** A newer server may note what this build has no word for. */
const deedWords = (say: Say, deed: string): string =>
  say(`audit.deed.${deeds.find((known) => known === deed) ?? 'other'}`);

/** For the administrator: who looked at whose data, whether the chain is whole, and all of it as a file. */
export const AuditScreen = () => {
  const say = useWords();
  const nowMs = useNow(60_000);
  const { lines, head, brokenAt, trouble, next, all } = useAudit();
  const exportAll = async () => {
    const found = await all();
    if (found === null) return;
    const text = found.map((line) => `${JSON.stringify(line)}\n`).join('');
    saveFile('nhat-ky-xem.ndjson', 'application/x-ndjson', text);
  };
  const isAtEnd = head !== null && (lines.at(-1)?.seq ?? 0) >= head.seq;
  return (
    <section className={styles.audit}>
      <h1>{say('audit.title')}</h1>
      {trouble !== null &&
        (needsSecondFactor(trouble) ? (
          <SecondFactor onProven={() => void next()} />
        ) : (
          <Note tone="alert">{say(trouble)}</Note>
        ))}
      {head !== null && (
        <>
          <Note tone={brokenAt === null ? 'info' : 'alert'}>
            {brokenAt === null
              ? say('audit.whole', { count: head.seq, digest: head.hash.slice(0, 16) })
              : say('audit.broken', { line: brokenAt })}
          </Note>
          <Button onClick={() => void exportAll()}>{say('audit.export')}</Button>
          {lines.length === 0 ? (
            <p>{say('audit.empty')}</p>
          ) : (
            <table className={`${styles.lines} numbers`}>
              <thead>
                <tr>
                  <th>{say('audit.when')}</th>
                  <th>{say('audit.who')}</th>
                  <th>{say('audit.deed')}</th>
                  <th>{say('audit.records')}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <tr key={line.seq}>
                    <td>{formatMoment(line.atMs, nowMs)}</td>
                    <td>{line.officerId}</td>
                    <td>{deedWords(say, line.deed)}</td>
                    <td>{line.subjects.length}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {!isAtEnd && <Button onClick={() => void next()}>{say('audit.more')}</Button>}
        </>
      )}
    </section>
  );
};
