import type { Ledger } from '#domain/paper/fold-ledger.ts';
import { missingSerials } from '#domain/paper/missing-serials.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Note } from '../../ui/note.tsx';
import styles from './pads-screen.module.css';

type MissingNotesProps = {
  ledger: Pick<Ledger, 'pads' | 'strays'>;
  nameOf: (officerId: string) => string;
};

/** What has not come back, by who has it, and what contradicts itself. */
export const MissingNotes = ({ ledger, nameOf }: MissingNotesProps) => {
  const say = useWords();
  const out = missingSerials(ledger.pads).filter(({ state }) => state === 'handed-out');
  const byHolder = [...Map.groupBy(out, ({ holder }) => holder ?? '')];
  const doubts = [
    ...ledger.pads
      .flatMap(({ sheets }) => sheets)
      .flatMap(({ serial, contradictions }) =>
        contradictions.map((contradiction) => ({ serial, contradiction })),
      ),
    ...ledger.strays
      .filter(({ standing }) => standing.length > 1)
      .map(({ serial }) => ({ serial, contradiction: 'typed-twice' as const })),
  ];
  return (
    <>
      {doubts.length > 0 && (
        <Note tone="alert">
          <strong>{say('pads.doubts', { count: doubts.length })}</strong>
          <ul className="numbers">
            {doubts.map(({ serial, contradiction }) => (
              <li key={`${serial} ${contradiction}`}>
                <b>{serial}</b>: {say(`pads.doubt.${contradiction}`)}
              </li>
            ))}
          </ul>
        </Note>
      )}
      {out.length > 0 && (
        <Note tone="warn">
          <strong>{say('pads.missing', { count: out.length })}</strong>
          <ul className="numbers">
            {byHolder.map(([holder, sheets]) => (
              <li key={holder}>
                {nameOf(holder)}:{' '}
                {sheets.map(({ serial }, index) => (
                  <span key={serial} className={styles.serial}>
                    {serial}
                    {index < sheets.length - 1 && ', '}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </Note>
      )}
    </>
  );
};
