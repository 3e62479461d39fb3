import { useId } from 'react';
import { longestPin } from '#domain/officer/pin.ts';
import styles from './pin-form.module.css';

type PinFieldProps = { label: string; value: string; onChange: (pin: string) => void };

/** A PIN that is asked beside the work, not to unlock. */
export const PinField = ({ label, value, onChange }: PinFieldProps) => {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value.replace(/\D/g, '').slice(0, longestPin))}
      />
    </div>
  );
};
