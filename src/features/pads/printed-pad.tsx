import type { Pad } from '#domain/paper/fold-ledger.ts';
import { OnPaper } from '../../ui/on-paper.tsx';
import { PrintedSheet } from './printed-sheet.tsx';
import styles from './printed-sheet.module.css';

type PrintedPadProps = { serials: readonly string[]; paper: Pad['paper']; unitName: string };

const sides = ['front', 'back'] as const;

/**
 * The pages of a pad, seen by the printer alone. Each page of fronts is followed by its backs; turned over the
 * long edge of A4, as printers do unless told otherwise, a back lies behind its own front.
 */
export const PrintedPad = ({ serials, paper, unitName }: PrintedPadProps) => {
  const onePage = paper === 'a4' ? 2 : 1;
  const pages = Array.from({ length: Math.ceil(serials.length / onePage) }, (_, index) =>
    serials.slice(index * onePage, (index + 1) * onePage),
  );
  return (
    <OnPaper testId="printed-pad">
      {pages.flatMap((onIt) =>
        sides.map((side) => (
          <div key={`${side} ${onIt.join()}`} className={`${styles.page} ${styles[paper]}`}>
            {onIt.map((serial) => (
              <PrintedSheet key={serial} serial={serial} unitName={unitName} side={side} />
            ))}
          </div>
        )),
      )}
    </OnPaper>
  );
};
