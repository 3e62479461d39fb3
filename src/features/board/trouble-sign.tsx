import type { Trouble } from '#domain/board/trouble.ts';
import styles from './trouble-sign.module.css';

const outlines: Record<Trouble, string> = {
  'at-risk': 'M12 1.5 23 21.5H1Z',
  late: 'M12 1 23 12 12 23 1 12Z',
  silent: 'M3 3h18v18H3Z',
  look: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z',
  none: 'M12 7.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z',
};

const marks: Partial<Record<Trouble, string>> = {
  'at-risk': 'M12 8v6m0 3v.5',
  late: 'M12 7v5l3 3',
  silent: 'm8 8 8 8m0-8-8 8',
};

/** What a unit is in, by shape as well as colour. */
export const TroubleSign = ({ trouble, size = 26 }: { trouble: Trouble; size?: number }) => (
  <svg
    className={styles[trouble]}
    width={size}
    height={size}
    viewBox="0 0 24 24"
    aria-hidden="true"
    style={{ flex: 'none' }}
  >
    <path
      d={outlines[trouble]}
      fill={trouble === 'look' ? 'none' : 'currentColor'}
      stroke="currentColor"
      strokeWidth={trouble === 'look' ? 3 : 0}
    />
    {marks[trouble] !== undefined && (
      <path
        d={marks[trouble]}
        fill="none"
        stroke="var(--verdict-ink)"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    )}
  </svg>
);
