import styles from './verdict-sign.module.css';

export type VerdictShape = 'pass' | 'turn_back' | 'test_on_site' | 'refer_health' | 'hold';

const outlineByShape: Record<VerdictShape, string> = {
  pass: 'M24 3a21 21 0 1 0 0 42 21 21 0 0 0 0-42Z',
  turn_back: 'M15.5 3h17L45 15.5v17L32.5 45h-17L3 32.5v-17Z',
  test_on_site: 'M24 1 47 24 24 47 1 24Z',
  refer_health: 'M4 4h40v40H4Z',
  hold: 'M24 3 47 44H1Z',
};

const signByShape: Record<VerdictShape, string> = {
  pass: 'm14 25 7 7 14-16',
  turn_back: 'M15 30h11a7 7 0 0 0 0-14H14m6-6-6 6 6 6',
  test_on_site: 'M20 12h8m-6 0v9l-7 12h18l-7-12v-9',
  refer_health: 'M24 13v22M13 24h22',
  hold: 'M19 24v13m10-13v13',
};

/** A verdict by shape as well as colour: read from three metres, and by the colour-blind. */
export const VerdictSign = ({ shape, size = 48 }: { shape: VerdictShape; size?: number }) => (
  <svg
    className={styles[shape]}
    width={size}
    height={size}
    viewBox="0 0 48 48"
    aria-hidden="true"
    style={{ flex: 'none' }}
  >
    <path d={outlineByShape[shape]} fill="currentColor" />
    <path
      d={signByShape[shape]}
      fill="none"
      stroke="var(--verdict-ink)"
      strokeWidth="4"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);
