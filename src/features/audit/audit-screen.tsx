import { formatMoment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { saveFile } from '../../platform/save-file.ts';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { useNow } from '../../ui/use-now.ts';
import { needsSecondFactor, SecondFactor } from '../second-factor.tsx';
import { AuditFilterForm } from './audit-filter.tsx';
import styles from './audit-screen.module.css';
import { deedWords } from './deed-words.ts';
import { useAudit } from './use-audit.ts';

/** For the administrator: who looked at whose data, whether the chain is whole, and all of it as a file. */
export const AuditScreen = () => {
  const say = useWords();
  const nowMs = useNow(60_000);
  const { filter, lines, more, chain, trouble, look, older, all } = useAudit();
  const exportAll = async () => {
    const found = await all();
    if (found === null) return;
    const text = found.map((line) => `${JSON.stringify(line)}\n`).join('');
    saveFile('nhat-ky-xem.ndjson', 'application/x-ndjson', text);
  };
  return (
    <section className={styles.audit}>
      <h1>{say('audit.title')}</h1>
      {trouble !== null &&
        (needsSecondFactor(trouble) ? (
          <SecondFactor onProven={() => look(filter)} />
        ) : (
          <Note tone="alert">{say(trouble)}</Note>
        ))}
      {lines !== null && (
        <>
          <div aria-live="polite">
            {chain === null ? (
              <Note>{say('audit.checking')}</Note>
            ) : (
              <Note tone={chain.brokenAt === null ? 'info' : 'alert'}>
                {chain.brokenAt === null
                  ? say('audit.whole', {
                      count: chain.head.seq,
                      digest: chain.head.hash.slice(0, 16),
                    })
                  : say('audit.broken', { line: chain.brokenAt })}
              </Note>
            )}
          </div>
          <Button onClick={() => void exportAll()}>{say('audit.export')}</Button>
          <AuditFilterForm onLook={look} />
          {lines.length === 0 ? (
            <p>{say(Object.keys(filter).length === 0 ? 'audit.empty' : 'audit.none')}</p>
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
                    <td>{line.deed.startsWith('look-up') ? line.subjects.length : '–'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {more && <Button onClick={older}>{say('audit.more')}</Button>}
        </>
      )}
    </section>
  );
};
