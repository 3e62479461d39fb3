import type { ReactNode } from 'react';
import type { Officer } from '#domain/officer/officer.ts';
import type { ClosingLine as Line } from '#domain/shift/judge-closing.ts';
import { holeToName } from '#domain/shift/judge-closing.ts';
import type { WrittenExceptions } from '../../store/setting.ts';
import { useWords } from '../../i18n/use-words.ts';
import { ClosingLine, type Written } from './closing-line.tsx';
import styles from './closing-list.module.css';
import type { ClosingView } from './use-closing.ts';

type ClosingListProps = {
  view: ClosingView;
  written: WrittenExceptions;
  onWrite: ((about: Line['about'], written: Written) => void) | null;
  officers: readonly Officer[];
  /** One line a tablet. */
  tablets: ReactNode;
  /** Tablets that did not say how many sheets are half typed on them. */
  silent: readonly string[];
};

const nothing: Written = { words: '', to: '' };

/** What a shift is closed by, the red lines first. */
export const ClosingList = ({
  view,
  written,
  onWrite,
  officers,
  tablets,
  silent,
}: ClosingListProps) => {
  const say = useWords();
  const { papers } = view;
  const nameOf = (id: string | null): string | null =>
    id === null ? null : (officers.find(({ officerId }) => officerId === id)?.name ?? id);
  const partOf = (about: Line['about'], line: Line): ReactNode => {
    switch (about) {
      case 'tablets':
        return tablets;
      case 'holes':
        return view.holes.length === 0 ? null : (
          <ul className={styles.names}>
            {view.holes.map((hole, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- two of one place look alike
              <li key={`${holeToName(hole)} ${index}`}>
                {say(`closing.hole.${hole.what}`, { place: holeToName(hole) })}
              </li>
            ))}
          </ul>
        );
      case 'papers':
        return (
          <>
            <p className="numbers">
              {papers.issued === 0
                ? say('closing.papers.none')
                : say('closing.papers', papersToParams(papers))}
            </p>
            {papers.missingSheets.length > 0 && (
              <ul className={`${styles.names} numbers`}>
                {papers.missingSheets.map(({ serial, holder }) => (
                  <li key={serial}>
                    {holder === null
                      ? say('closing.papers.nobody', { serial })
                      : say('closing.papers.holder', { serial, holder: nameOf(holder) ?? holder })}
                  </li>
                ))}
              </ul>
            )}
            {view.doubtful.length > 0 && (
              <p className="numbers">
                {say('closing.papers.doubtful', { list: view.doubtful.join(', ') })}
              </p>
            )}
          </>
        );
      case 'drafts':
        return (
          <>
            {line.names.length > 0 && <p>{line.names.join(', ')}</p>}
            {silent.length > 0 && (
              <p className={styles.soft}>
                {say('closing.drafts.silent', { names: silent.join(', ') })}
              </p>
            )}
          </>
        );
      default:
        return null;
    }
  };
  return (
    <ol className={styles.list} data-testid="closing">
      {view.lines.map((line) => (
        <ClosingLine
          key={line.about}
          line={line}
          written={written[line.about] ?? nothing}
          onWrite={onWrite === null ? null : (next) => onWrite(line.about, next)}
          officers={officers}
        >
          {partOf(line.about, line)}
        </ClosingLine>
      ))}
    </ol>
  );
};

export const papersToParams = ({
  issued,
  typed,
  spoiled,
  returned,
  unused,
  missing,
}: ClosingView['papers']) => ({ issued, typed, spoiled, returned, unused, missing });
