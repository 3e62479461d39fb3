import { useEffect, useEffectEvent } from 'react';

/** Ctrl+Enter keeps the sheet wherever the focus is, but not over a question that is being asked. */
export const useKeepKeys = (onKeep: () => void): void => {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !event.ctrlKey || event.isComposing) return;
    if (document.querySelector('dialog[open]')) return;
    event.preventDefault();
    onKeep();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
};
