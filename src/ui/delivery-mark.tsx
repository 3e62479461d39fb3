import styles from './delivery-mark.module.css';

export type DeliveryState = 'here' | 'sending' | 'delivered' | 'out-of-sight' | 'trouble';

/**
 * Where a record is: hollow on this tablet, half while sending, full once delivered, a bar
 * while nobody can say what the server holds, ringed when it needs a look.
 */
export const DeliveryMark = ({ state }: { state: DeliveryState }) => (
  <svg
    className={`${styles.mark} ${styles[state]}`}
    viewBox="0 0 20 20"
    data-state={state}
    aria-hidden="true"
  >
    <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" strokeWidth="2.5" />
    {state === 'sending' && <path d="M10 3a7 7 0 0 0 0 14Z" fill="currentColor" />}
    {state === 'delivered' && <circle cx="10" cy="10" r="7" fill="currentColor" />}
    {state === 'out-of-sight' && <path d="M6 10h8" stroke="currentColor" strokeWidth="2.5" />}
    {state === 'trouble' && <circle cx="10" cy="10" r="3" fill="currentColor" />}
  </svg>
);
