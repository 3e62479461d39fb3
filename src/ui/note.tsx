import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './note.module.css';

const iconByTone = { info: Info, warn: TriangleAlert, alert: CircleAlert };

/** A sentence that stands out from the page. */
export const Note = ({
  tone = 'info',
  children,
}: {
  tone?: 'info' | 'warn' | 'alert';
  children: ReactNode;
}) => {
  const Icon = iconByTone[tone];
  return (
    <div className={`${styles.note} ${styles[tone]}`} role={tone === 'alert' ? 'alert' : 'status'}>
      <Icon size={22} aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
};
