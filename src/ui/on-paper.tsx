import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import styles from './on-paper.module.css';

type OnPaperProps = { testId: string; children: ReactNode };

/** What the printer puts on paper in place of the screen: seen by nobody before. */
export const OnPaper = ({ testId, children }: OnPaperProps) =>
  createPortal(
    <div className={styles.paper} data-testid={testId}>
      {children}
    </div>,
    document.body,
  );
