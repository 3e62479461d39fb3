import type { ComponentProps } from 'react';
import styles from './button.module.css';

type ButtonProps = ComponentProps<'button'> & {
  tone?: 'action' | 'plain' | 'quiet' | 'alert';
  size?: 'normal' | 'lane';
};

/** What is pressed. `lane` is for the gloved hand. */
export const Button = ({
  tone = 'plain',
  size = 'normal',
  className = '',
  type = 'button',
  ...rest
}: ButtonProps) => (
  <button
    // oxlint-disable-next-line react/button-has-type -- the type is a prop with a safe default
    type={type}
    className={`${styles.button} ${styles[tone]} ${styles[size]} ${className}`}
    {...rest}
  />
);
