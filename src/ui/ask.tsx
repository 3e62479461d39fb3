import type { ReactNode, Ref } from 'react';
import styles from './ask.module.css';

type AskProps = {
  /** `showModal()` asks, `close()` takes the question back; so does Escape. */
  ref: Ref<HTMLDialogElement>;
  question: string;
  /** The buttons that answer. */
  children: ReactNode;
};

/** One question before something that cannot be taken back. */
export const Ask = ({ ref, question, children }: AskProps) => (
  <dialog ref={ref} className={styles.ask}>
    <p>{question}</p>
    <div className={styles.answers}>{children}</div>
  </dialog>
);
